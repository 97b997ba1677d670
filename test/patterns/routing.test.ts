/** Routing: which instructions an agent that only reads, or only thinks, must not be given; and how a plan is put right. */
import { describe, expect, it, test } from 'vitest';
import { correctionLines } from '../../src/cards/correction-words.ts';
import { card } from '../../src/cards/spans.ts';
import { cardText } from '../../src/cards/text.ts';
import type { AgentType } from '../../src/engine/plan.ts';
import { agentForWork, TASK_TYPES } from '../../src/engine/task-types.ts';
import { buildPlan } from '../../src/patterns/index.ts';
import { madeBy } from '../../src/patterns/parts/routing.ts';
import { CONTEXT, draftOf, workstream } from './drafts.ts';

/** Title, task, and the words that move it to `general`; null: it stays. */
type Example = readonly [title: string, task: string, why: string | null];

const EXPLORE: readonly Example[] = [
  ['Find all API routes', 'List every route with its handler.', null],
  ['Compare storage options', 'Compare three ways to store audit logs. Write down what you found.', null],
  ['Check test coverage', 'Check the test coverage of each module and report the gaps.', null],
  ['Test coverage overview', 'Look at the coverage reports and list what is below 80 %.', null],
  ['Map dependencies', 'Build a map of which module imports which.', null],
  ['Research retention duties', 'Collect the duties. Write a summary of at most 500 words.', null],
  ['Explore the build pipeline', 'Find out how we build and deploy the service, step by step.', null],
  ['Inventory', 'Create a list of all endpoints and make a note where no test exists.', null],
  ['Find writers', 'Find the code that writes to the audit log, and the jobs that read and write orders.', null],
  ['Build pipeline analysis', 'Read the CI files. Add up the minutes of each step.', null],
  ['Look at the drafts', 'Read the draft contracts and compare their terms. Do not write a new one.', null],
  ['Document structure', 'Describe how the documents are structured. Produce a table with one row for each.', null],
  ['Summarise interviews', 'Write one line per interview and no more than ten lines in all.', null],
  ['Release notes of our rivals', 'Collect what they released. Write it as a table.', null],
  ['Code review guidelines', 'Find which guidelines exist. Write up the differences.', null],
  ['Run a search', 'Run a search for the term in all files.', null],
  ['Read the plan', 'The text says "Implement the API". Find what it leaves open.', null],
  ['Verify claims', 'Make sure that each claim has a source; update me if one has none.', null],
  ['Write the migration plan', 'Read the schema and write the migration plan.', 'Write the migration plan'],
  ['Unit tests', 'Read the module and write unit tests for it.', 'write unit tests'],
  ['Add logging', 'Add logging to the login.', 'Add logging'],
  ['Research: fix the bug', 'Find the cause.', 'fix the bug'],
  ['Update README', 'Say how to install it.', 'Update README'],
  ['Implement: core feature', 'As agreed.', 'Implement'],
  ['Explore and document the API', 'Look at it.', 'document the API'],
  ['Quality', '1. Look at the code\n2. Refactor the parser', 'Refactor the parser'],
  ['Quality', 'Run the tests and say which fail.', 'Run the tests'],
  ['Check', 'Test whether the endpoint answers with 200.', 'Test whether the endpoint answers'],
  ['Blog post', 'Please draft the announcement for our customers.', 'draft the announcement'],
  ['Texts', 'Then translate the page into German.', 'translate the page'],
  ['Carefully', 'Carefully write the tests for the parser.', 'write the tests'],
  ['Texts', 'You should write the announcement.', 'write the announcement'],
  ['Texts', 'Your job is to draft the announcement for our customers.', 'draft the announcement'],
  ['Tests', 'You should read the module and please write unit tests.', 'write unit tests'],
  ['Step', 'In this step, implement the login.', 'implement the login'],
  ['Endpoints', 'For each endpoint, you must carefully write unit tests.', 'write unit tests'],
  ['Web page', 'Read the guidelines and make the page accessible to everyone.', 'make the page accessible'],
  ['Make the importer faster', 'As far as it goes.', 'Make the importer faster'],
  ['Nightly build status', 'Carefully list what failed.', null],
  ['Findings', 'For each endpoint, write a summary. In this step, make a note of each gap.', null],
  ['Numbers', 'Make the numbers comparable. Make a table.', null],
  ['Writers', 'For endpoints that create, update or delete orders, list who calls them.', null],
  ['Limits', 'You should not write code. In this step, never deploy the service.', null],
];

const PLAN: readonly Example[] = [
  ['Design the schema', 'Weigh two designs and recommend one.', null],
  ['Review the plan for risk', 'Name each risk with what would lower it.', null],
  ['Write the migration plan', 'Write a migration plan with a way back.', null],
  ['Test plan', 'Write a test plan: what is tested, and in which order.', null],
  ['Decide', 'Write the decision record with the options and the trade-offs.', null],
  ['Plan the implementation', 'Plan how to implement the API, and in which steps.', null],
  ['Strategy', 'Develop a pricing strategy and generate alternatives.', null],
  ['Architecture', 'Create an architecture for the new service.', null],
  ['Challenge it', 'Test the assumptions of the proposal.', null],
  ['Threats', 'Build a threat model. Produce a ranking of the risks.', null],
  ['Assess the release', 'Release readiness: what is missing, and who decides?', null],
  ['Summary', 'Write down what you would do, and why.', null],
  ['Implement the API', 'Follow the schema.', 'Implement the API'],
  ['Design and build the login', 'Start from the schema.', 'build the login'],
  ['Create the schema', 'For orders and customers.', 'Create the schema'],
  ['Schema', 'Think about indexes, then migrate the tables.', 'migrate the tables'],
  ['Write unit tests', 'For the parser.', 'Write unit tests'],
  ['Refactor', 'Refactor the parser so that it streams.', 'Refactor'],
  ['Launch', 'Write the announcement.', 'Write the announcement'],
  ['Docs', 'Document how the queue works.', 'Document how the queue works'],
  ['Login', 'For each page, weigh the designs and make your recommendation actionable.', null],
  ['Login', 'Your task is to quickly implement the login.', 'implement the login'],
  ['Site', 'Make the site accessible.', 'Make the site accessible'],
  ['Rollout', 'Deploy the service to staging.', 'Deploy the service'],
];

describe.each([
  ['explore', EXPLORE],
  ['plan', PLAN],
] as const)('%s', (agent: AgentType, examples) => {
  test.each(examples)('%s: %s', (title, task, why) => {
    expect(madeBy({ agent, title, task })).toBe(why);
  });
});

test('general may do all of it', () => {
  for (const [title, task] of [...EXPLORE, ...PLAN]) expect(madeBy({ agent: 'general', title, task })).toBeNull();
});

describe('a plan', () => {
  it('has such work moved to general, with the reason', () => {
    const draft = draftOf('mixed', [
      workstream('Find the routes', { task: 'List all routes.' }),
      workstream('Write unit tests', { task: 'Write unit tests for the routes.', dependsOn: [1] }),
      workstream('Implement the API', { task: 'Implement it.', agent: 'plan', dependsOn: [1] }),
    ]);
    const built = buildPlan(draft, CONTEXT);
    expect(built).toMatchObject({
      kind: 'plan',
      plan: {
        workstreams: [{ agent: 'explore' }, { agent: 'general' }, { agent: 'general' }],
        corrections: [
          { workstream: '2', from: 'explore', to: 'general', why: 'Write unit tests' },
          { workstream: '3', from: 'plan', to: 'general', why: 'Implement the API' },
        ],
      },
    });
  });

  it('that routes well has no corrections', () => {
    const built = buildPlan(draftOf('fan-out', [workstream('Compare A'), workstream('Compare B')]), CONTEXT);
    expect(built.kind === 'plan' && 'corrections' in built.plan).toBe(false);
  });

  it('is routed in any language by what it says that it produces, and the correction says so', () => {
    const draft = draftOf('mixed', [
      workstream('Routen finden', { task: 'Liste alle Routen auf.', work: 'finds' }),
      workstream('Tests schreiben', { task: 'Schreibe Tests für jede Route.', work: 'makes', dependsOn: [1] }),
      workstream('評価', { task: '設計を評価する。', agent: 'plan', work: 'thinks', dependsOn: [1] }),
      workstream('実装', { task: 'ログインを実装する。', agent: 'plan', work: 'makes', dependsOn: [1] }),
    ]);
    const built = buildPlan(draft, CONTEXT);
    if (built.kind !== 'plan') throw new Error(built.problems.join(' '));
    expect(Object.fromEntries(built.plan.workstreams.map(({ title, agent }) => [title, agent]))).toEqual({
      'Routen finden': 'explore',
      'Tests schreiben': 'general',
      評価: 'plan',
      実装: 'general',
    });
    expect(built.plan.corrections?.map(({ from, to, why, declared }) => [from, to, why, declared])).toEqual([
      ['explore', 'general', 'Tests schreiben', true],
      ['plan', 'general', '実装', true],
    ]);
    expect(cardText(card('plan', correctionLines(built.plan)))).toContain(
      'was moved from explore to general: its plan says that “Tests schreiben” makes something, and explore only reads and reports.',
    );
  });

  it('is held to its words too, whatever it says that it produces', () => {
    const built = buildPlan(draftOf('fan-out', [workstream('Compare A'), workstream('Implement the API', { work: 'finds' })]), CONTEXT);
    expect(built.kind === 'plan' && built.plan.corrections).toEqual([{ workstream: '2', from: 'explore', to: 'general', why: 'Implement the API' }]);
  });

  it('leaves the seats of a panel as they are: they give a verdict', () => {
    const seat = (persona: string) => workstream('Write the verdict', { task: 'Write the code review.', agent: 'plan', persona });
    const built = buildPlan(draftOf('expert-panel', [seat('startup-cto'), seat('security-expert')]), CONTEXT);
    expect(built.kind === 'plan' && built.plan.workstreams.map(({ agent }) => agent)).toEqual(['plan', 'plan']);
  });
});

test('the tree and the table of the source agree', () => {
  expect(TASK_TYPES.filter(({ makes }) => makes).map(({ agent }) => agent)).toEqual(['general', 'general', 'general', 'general']);
  expect(agentForWork({ readOnly: false, complexResearch: true })).toBe('general');
  expect(agentForWork({ readOnly: true, complexResearch: true })).toBe('plan');
  expect(agentForWork({ readOnly: true, complexResearch: false })).toBe('explore');
});
