/** A supervisor that has work done again, gives it to another agent, adds a piece and ends; stopped in the middle and started again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardText } from '../../../src/cards/text.ts';
import { LOCAL_TENANT, phaseId, type ThreadId, workstreamId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createScriptedModel, type ScriptEntry } from '../../fakes/scripted-model.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type Assembled, assemble } from './assembled.ts';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await fresh.drop();
});

const NOTHING = { notes: null, agent: null, persona: null, next: null };
const work = (id: string, text: string): ScriptEntry => ({
  subject: { kind: 'workstream', workstream: workstreamId(id) },
  answer: { kind: 'text', text: `<result>${text}</result>` },
});
const review = (round: number, workstream: string, value: object): ScriptEntry => ({
  subject: { kind: 'review', round, workstream: workstreamId(workstream) },
  answer: { kind: 'filled', value: { ...NOTHING, ...value } },
});
const piece = { work: 'finds', skills: [], template: null, persona: null, estimateMinutes: 4, successCheck: null };
const FIRST = { ...piece, title: 'Read the incident', task: 'Find what happened.', agent: 'explore', parts: [], dependsOn: [], deliverable: 'facts.md' };

const BEGINNING: readonly ScriptEntry[] = [
  {
    subject: { kind: 'assessment' },
    answer: {
      kind: 'filled',
      value: {
        indicators: [
          { name: 'cross-cutting', points: 1, reason: 'every service' },
          { name: 'domains', points: 1, reason: 'several' },
        ],
        tree: [{ question: 'judgement', yes: true, reason: 'each finding decides the next step' }],
      },
    },
  },
  {
    subject: { kind: 'plan' },
    answer: { kind: 'filled', value: { pattern: 'supervisor', reason: 'What comes next depends on what is found.', workstreams: [FIRST] } },
  },
  work('1', 'Thin facts.'),
  review(1, '1', { choice: 'redo', reason: 'No times in it.', notes: 'Give the times.' }),
  work('1', 'Facts with times.'),
  review(2, '1', { choice: 'reassign', reason: 'It takes judgement.', agent: 'plan', notes: 'Say which of them matters.' }),
];

const END: readonly ScriptEntry[] = [
  {
    subject: { kind: 'workstream', workstream: workstreamId('1') },
    answer: {
      kind: 'filled',
      value: {
        perspectives: [
          { name: 'Who runs it', view: 'a' },
          { name: 'Who pays', view: 'b' },
        ],
        result: 'The cause, judged.',
      },
    },
  },
  review(3, '1', {
    choice: 'spawn',
    reason: 'The report is missing.',
    next: { ...piece, title: 'Collect like incidents', task: 'Find others like it.', agent: 'explore', parts: [], dependsOn: [1], deliverable: 'facts.md' },
  }),
  work('2', 'Two others.'),
  review(4, '2', { choice: 'finish', reason: 'That is enough.' }),
  { subject: { kind: 'handoff', phase: phaseId('p1') }, answer: { kind: 'filled', value: { decisions: ['Known.'], openItems: [] } } },
  { subject: { kind: 'synthesis' }, answer: { kind: 'filled', value: { title: 'The incident', answer: 'What happened.', notes: [] } } },
];

async function approve(baton: Assembled, workflow: Workflow['id']): Promise<void> {
  const planned = await baton.reached(workflow, (state) => openDecisions(state).length > 0);
  expect(planned.proposal?.plan).toMatchObject({ pattern: 'supervisor', growth: { maxRounds: 10 } });
  const [decision] = openDecisions(planned);
  if (decision) await baton.answer(decision.id, 'approve');
}

async function threadOf(baton: Assembled, thread: ThreadId): Promise<ReadonlyMap<string, string>> {
  const messages = await until(async () => {
    const now = await baton.database.archive.messages(LOCAL_TENANT, thread);
    return now.some((message) => message.kind === 'card' && message.key === 'end') && now;
  });
  return new Map(messages.flatMap((message) => (message.kind === 'card' ? [[message.key, cardText(message.card)]] : [])));
}

test('redo, reassign, spawn, finish: each recorded, and the next process goes on from it', async () => {
  const before = createScriptedModel([...BEGINNING, { subject: { kind: 'workstream', workstream: workstreamId('1') }, answer: { kind: 'hangs' } }]);
  const first = await assemble({ url: fresh.url, model: before });
  const { workflow, thread } = await first.start('/orchestrate Look into the outage of last night, whatever it takes');
  await approve(first, workflow);
  await first.reached(workflow, (state) => state.supervision.decisions.length === 2 && state.running.size === 1);
  await first.close();
  before.finish();
  const again = before.calls.filter(({ brief }) => brief.subject.kind === 'workstream')[1];
  expect(again?.prompt).toContain('Give the times.');
  expect(again?.prompt).toContain('Thin facts.');
  const look = before.calls.find(({ brief }) => brief.subject.kind === 'review');
  expect(look?.role).toBe('review');
  expect(look?.prompt).toContain('Thin facts.');

  const after = createScriptedModel(END);
  const second = await assemble({ url: fresh.url, model: after });
  const ended = await second.reached(workflow, (state) => state.stage.kind === 'ended');
  after.finish();
  expect(statusWord(ended)).toBe('completed');
  expect(ended.supervision.decisions.map(({ round, workstream, review }) => [round, workstream, review.choice])).toEqual([
    [1, '1', 'redo'],
    [2, '1', 'reassign'],
    [3, '1', 'spawn'],
    [4, '2', 'finish'],
  ]);
  expect(ended.proposal?.plan.workstreams.map(({ id, agent, deliverable, dependsOn }) => [id, agent, deliverable, dependsOn])).toEqual([
    ['1', 'plan', 'facts.md', []],
    ['2', 'explore', 'facts-2.md', ['1']],
  ]);
  const [row] = await second.database.sql`select count(*)::int as rows from workstreams where workflow = ${workflow}`;
  expect(row?.rows).toBe(2);
  const told = await threadOf(second, thread);
  expect(told.get('supervised:1')).toContain('[1] Read the incident is done again, with notes.');
  expect(told.get('supervised:2')).toContain('goes to a plan agent.');
  expect(told.get('supervised:3')).toContain('[2] Collect like incidents is added, building on [1] (explore).');
  expect(told.get('plan')).toContain('Pattern: supervisor');
  await second.close();
});
