/** Plans that break a rule, over real HTTP against aimock: sent back with the reasons, and refused after the third. */
import { LLMock } from '@copilotkit/aimock';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardText } from '../../../src/cards/text.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { INDICATORS } from '../../../src/engine/complexity.ts';
import { TREE_QUESTIONS } from '../../../src/engine/decision-tree.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { createAnthropicModel } from '../../../src/model/anthropic.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

let mock: LLMock;
let baton: Assembled;

beforeEach(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
  await mock.start();
  baton = await assembleFresh({ model: createAnthropicModel({ apiKey: 'sk-ant-test', baseUrl: mock.url, log: pino({ level: 'silent' }) }) });
});
afterEach(async () => {
  await baton.close();
  await mock.stop();
});

const ASSESSMENT = {
  indicators: INDICATORS.map((name, index) => ({ name, points: index < 2 ? 1 : 0, reason: 'It says so.' })),
  tree: TREE_QUESTIONS.map((question) => ({ question, yes: question === 'independent', reason: 'Different things.' })),
};

function draft(pattern: string, count: number, dependsOn: readonly number[] = []) {
  const workstreams = Array.from({ length: count }, (_, index) => ({
    title: `Part ${index + 1}`,
    task: `Look at part ${index + 1}.`,
    agent: index === 0 ? 'general' : 'explore',
    persona: null,
    skills: [],
    template: null,
    work: index === 0 ? 'makes' : 'finds',
    parts: [],
    dependsOn: index === 0 ? [] : dependsOn,
    estimateMinutes: 5,
    deliverable: `part-${index + 1}.md`,
    successCheck: null,
  }));
  return { pattern, reason: 'They are independent.', workstreams };
}

const json = (value: object) => ({ content: JSON.stringify(value) });
const asked = () => mock.getRequests().map(({ body }) => JSON.stringify(body));

test('a plan with too many workstreams, then one in another pattern, go back with the reason; the third is shown', async () => {
  mock.onMessage(/You weigh requests/u, json(ASSESSMENT));
  mock.onMessage(/the assessment chose/u, json(draft('fan-out', 3)));
  mock.onMessage(/at most 3\. Merge/u, json(draft('pipeline', 3)));
  mock.onMessage(/You break requests/u, json(draft('fan-out', 5)));
  const { workflow } = await baton.start('/orchestrate Look at our three services');
  const state = await baton.reached(workflow, (now) => openDecisions(now).length > 0);
  expect(state.judgement).toMatchObject({ branch: { kind: 'question', question: 'independent' }, pattern: 'fan-out' });
  expect(state.proposal?.plan.workstreams).toHaveLength(3);
  expect(state.tries.get('plan')?.failedEver).toBe(2);
  expect(asked()).toHaveLength(4);
  expect(asked()[2]).toContain('The plan has 5 workstreams; MODERATE work takes at most 3. Merge related ones.');
  expect(asked()[3]).toContain('The plan\'s pattern is \\"pipeline\\", but the assessment chose \\"fan-out\\"');
});

test('the third bad plan is refused, and people are told why', async () => {
  mock.onMessage(/You weigh requests/u, json(ASSESSMENT));
  mock.onMessage(/You break requests/u, json(draft('fan-out', 3, [1])));
  const { workflow } = await baton.start('/orchestrate Look at our three services');
  const state = await baton.reached(workflow, (now) => openDecisions(now).length > 0);
  expect(openDecisions(state)[0]?.question).toMatchObject({ kind: 'call-failed', call: 'plan', failure: { kind: 'plan-rejected' } });
  expect(state.proposal).toBeNull();
  expect(asked()).toHaveLength(4);
  const text = threadOf(state)
    .map(({ card }) => cardText(card))
    .join('\n');
  expect(text).toContain('No plan came about');
  expect(text).toContain('Workstream 2 waits for 1, but in a fan-out nothing waits.');
});

test('work that its agent must not do is moved in the plan itself', async () => {
  const bad = draft('fan-out', 3);
  const [first, ...others] = bad.workstreams;
  mock.onMessage(/You weigh requests/u, json(ASSESSMENT));
  mock.onMessage(
    /You break requests/u,
    json({ ...bad, workstreams: [{ ...first, agent: 'explore', title: 'Write the runbook', task: 'Write the runbook.' }, ...others] }),
  );
  const { workflow } = await baton.start('/orchestrate Look at our three services');
  const state = await baton.reached(workflow, (now) => openDecisions(now).length > 0);
  expect(state.proposal?.plan.workstreams.map(({ agent }) => agent)).toEqual(['general', 'explore', 'explore']);
  const [plan] = threadOf(state);
  expect(plan && cardText(plan.card)).toContain(
    '[1] was moved from explore to general: it is asked to “Write the runbook”, and explore only reads and reports.',
  );
});
