/** The main cards of real runs as people read them in Slack. The texts stand in threads/, to be read by those who change cards. */
import { describe, expect, it } from 'vitest';
import { threadOf } from '../../../src/cards/thread.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { GOLDEN_STORIES } from '../../fixtures/golden/stories.ts';
import { approved, CUT_OFF, finished, planned } from '../../fixtures/workflow.ts';
import { asPeopleRead } from './as-people-read.ts';

const running = () => approved().done('workstream 1').now();
const failed = () => approved().done('workstream 1').done('workstream 2', 60).done('handoff p1', 8).fails('workstream 3', CUT_OFF).now();
const panel = () => golden('panel-settled-by-a-person');

describe('in Slack', () => {
  it.each([
    ['plan-asks', 'plan', () => planned({ settings: { approvers: ['ben'] } }).now()],
    ['plan-approved', 'plan', running],
    ['live', 'live', running],
    ['live-failed', 'live', failed],
    ['handoff', 'handoff:p1', failed],
    ['failure-menu', 'decision:0199-workflow-d2', failed],
    ['ballot', 'ballot:1', panel],
    ['panel', 'panel', panel],
    ['casting-vote', 'decision:0199-workflow-d2', panel],
    ['completion', 'end', () => finished().now()],
  ])('%s', async (name, key, workflow: () => Workflow) => {
    await expect(asPeopleRead(cardOf(workflow(), key))).toMatchFileSnapshot(`threads/${name}.txt`);
  });

  it.each([
    ['live', running],
    ['end', () => finished().now()],
  ])('%s says the same where newer blocks are refused', async (key, workflow) => {
    const text = asPeopleRead(cardOf(workflow(), key), { rejects: new Set(['plan', 'markdown', 'rich_text', 'alert']) });
    await expect(text).toMatchFileSnapshot(`threads/${key}-in-sections.txt`);
  });

  it('shows the picture of the plan once it is there, and its words until then', () => {
    const card = cardOf(planned().now(), 'plan');
    expect(asPeopleRead(card)).toContain('\nPlan graph: [1] and [2], then [3], then [4].\n');
    expect(asPeopleRead(card, { imageFile: 'F0PICTURE' })).toContain('\n[image: Plan graph: [1] and [2], then [3], then [4].]\n');
  });
});

function golden(name: string): Workflow {
  const tell = GOLDEN_STORIES[name];
  if (!tell) throw new Error(`There is no story ${name}.`);
  return tell().now();
}

function cardOf(workflow: Workflow, key: string) {
  const post = threadOf(workflow).find((one) => one.key === key);
  if (!post)
    throw new Error(
      `No card ${key}; there are ${threadOf(workflow)
        .map((one) => one.key)
        .join(', ')}.`,
    );
  return post.card;
}
