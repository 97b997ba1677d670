/** What a run is to use: typed, in the fields of the API and of the page's form, over real HTTP with the rehearsal model. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GENERAL_RULE } from '../../../src/engine/answer-rule.ts';
import { workflowId } from '../../../src/engine/ids.ts';
import { libraryOf } from '../../fakes/library.ts';
import { type Served, serveFresh } from './served.ts';

let served: Served;
const about = (name: string) => ({ name, description: `About ${name}.`, path: `${name}.md`, capabilities: [], domain: 'all', text: `Think like ${name}.` });
const library = libraryOf({ personas: ['startup-cto', 'security-expert', 'performance-expert'].map(about), skills: ['seo-audit', 'copywriting'].map(about) });

beforeAll(async () => {
  served = await serveFresh({ library, settings: { workflow_ceiling_usd: 3 }, config: { admins: ['boss'] } });
});
afterAll(() => served.close());

const TASK = 'Compare three ways to store audit logs AND write a migration plan';

async function planned(body: object) {
  const response = await served.post('/api/commands', body);
  expect(response.status).toBe(202);
  const { workflow } = (await response.json()) as { workflow: string };
  await served.reached(workflow, ({ status }) => status === 'waiting' || status === 'completed');
  return await served.baton.state(workflowId(workflow));
}

const told = async (body: object): Promise<string> => {
  const response = await served.post('/api/commands', body);
  expect(response.status).toBe(400);
  return ((await response.json()) as { error: { message: string } }).error.message;
};

describe('typed', () => {
  test('a pattern, a persona, a model and a budget are the run’s own', async () => {
    const state = await planned({ text: `/orchestrate pattern:pipeline persona:startup-cto ${TASK} model:opus budget:1.50 parallel:2` });
    expect(state.task).toMatchObject({ text: TASK });
    expect(state.options).toMatchObject({ pattern: 'pipeline', persona: 'startup-cto', model: 'claude-opus-5-5' });
    expect(state.proposal?.plan.pattern).toBe('pipeline');
    expect(state.capUsd).toBe(1.5);
    expect(state.settings.max_parallel_agents).toBe(2);
  });

  test('an answer without a plan comes at once', async () => {
    const state = await planned({ text: `/orchestrate ${TASK} pattern:inline` });
    expect(state.stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
    expect(state.complexity).toBeNull();
    expect(state.proposal).toBeNull();
  });

  test('confirm:no starts at once', async () => {
    const state = await planned({ text: `/orchestrate confirm:no ${TASK}` });
    expect(state.stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
    expect(state.start?.by).toBeNull();
  });

  test('what was chosen goes to every task of /parallel', async () => {
    const state = await planned({ text: '/parallel skills:seo-audit "look at the pages" "write the copy"' });
    expect(state.proposal?.plan.workstreams.map(({ skills }) => skills)).toEqual([['seo-audit'], ['seo-audit']]);
  });

  test.each([
    ['/orchestrate patern:pipeline x', 'There is no option “patern:”. Did you mean pattern:?'],
    ['/orchestrate pattern:pipelin x', 'There is no pattern “pipelin”. Did you mean pipeline?'],
    ['/orchestrate persona:cfo x', 'There is no persona “cfo”. Known: startup-cto, security-expert and performance-expert.'],
    ['/orchestrate budget:9 x', 'A run may cost at most $3.00 here, and $9.00 is more.'],
    ['/plan-only pattern:inline x', 'pattern: does not go with /plan-only'],
    ['/parallel pattern:pipeline "a" "b"', 'pattern: does not go with /parallel'],
  ])('%s', async (text, message) => {
    expect(await told({ text })).toContain(message);
  });
});

describe('as fields', () => {
  test('of the API, where numbers are numbers and a list is a list', async () => {
    const options = { pattern: 'mixed', skills: ['seo-audit', 'copywriting'], budget: 2, parallel: 1, confirm: true, persona: null };
    const state = await planned({ text: `/orchestrate ${TASK}`, options });
    expect(state.options).toMatchObject({ pattern: 'mixed', skills: ['seo-audit', 'copywriting'], persona: null });
    expect(state.capUsd).toBe(2);
  });

  test('typed ones win over them', async () => {
    const state = await planned({ text: `/orchestrate pattern:fan-out ${TASK}`, options: { pattern: 'pipeline' } });
    expect(state.options.pattern).toBe('fan-out');
  });

  test('that there are not are refused by name', async () => {
    const response = await served.post('/api/commands', { text: 'x', options: { patern: 'pipeline' } });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('patern');
  });

  test('of the page’s form', async () => {
    const page = await (await served.get('/c/general')).text();
    for (const name of ['pattern', 'persona', 'skills', 'template', 'model', 'budget', 'confirm', 'parallel', 'rounds'])
      expect(page).toContain(`name="${name}"`);
    const form = new FormData();
    for (const [name, value] of Object.entries({ text: `/orchestrate ${TASK}`, pattern: 'pipeline', budget: '1.25', persona: '', skills: '' }))
      form.set(name, value);
    const response = await fetch(`${served.base}/c/general/commands`, { method: 'POST', body: form, redirect: 'manual', headers: { origin: served.base } });
    expect(response.status).toBe(303);
    const thread = response.headers.get('location')?.split('/').at(-1) ?? '';
    const { workflows } = (await (await served.get('/api/workflows')).json()) as { workflows: { id: string; thread: string }[] };
    const id = workflows.find((one) => one.thread === thread)?.id ?? '';
    await served.reached(id, ({ status }) => status === 'waiting');
    const state = await served.baton.state(workflowId(id));
    expect(state.options.pattern).toBe('pipeline');
    expect(state.capUsd).toBe(1.25);
  });
});

test('what the rules leave to others is not to be had with the request, unless a group of the settings has the requester', async () => {
  const leads = { ...GENERAL_RULE, groups: ['leads'] };
  const strict = await serveFresh({
    library,
    settings: { plan_policy: leads, budget_policy: leads, groups: { leads: ['cleo', 'boss'] } },
    config: { admins: ['boss'] },
  });
  try {
    const asked = await strict.post('/api/commands', { text: `/orchestrate confirm:no budget:500 ${TASK}`, as: 'dan' });
    expect(asked.status).toBe(400);
    expect(await asked.text()).toMatch(
      /500\.00 is for those whose own yes to more is enough.*confirm:no is for those whose own yes is enough, and here somebody else/su,
    );
    const lead = await strict.post('/api/commands', { text: `/orchestrate confirm:no budget:500 ${TASK}`, as: 'cleo' });
    expect(lead.status).toBe(202);
  } finally {
    await strict.close();
  }
});

test('another pattern, then no plan at all, from the plan’s card', async () => {
  const first = await planned({ text: `/orchestrate ${TASK}` });
  const decide = async (option: string, text?: string) => {
    const open = (await served.workflow(first.id)).decisions.find(({ status }) => status === 'open');
    return await served.post(`/api/decisions/${open?.id}`, { option, text, as: 'bea' });
  };
  expect((await decide('other-pattern', 'waterfall')).status).toBe(422);
  expect((await decide('other-pattern', 'pipeline')).status).toBe(200);
  await served.reached(first.id, ({ status, pattern }) => status === 'waiting' && pattern === 'pipeline');
  const again = await served.baton.state(first.id);
  expect(again.proposal).toMatchObject({ revision: 2, plan: { pattern: 'pipeline' } });
  expect((await decide('answer-inline')).status).toBe(200);
  await served.reached(first.id, ({ status }) => status === 'completed');
  const done = await served.workflow(first.id);
  expect(done.coverage).toEqual({ done: 0, total: 0, missing: [] });
});
