/** The main cards of real runs as people read them in Slack. The texts stand in threads/, to be read by those who change cards. */
import { describe, expect, it } from 'vitest';
import { cardOf, MAIN_CARDS, running } from '../../fixtures/main-cards.ts';
import { finished, planned } from '../../fixtures/workflow.ts';
import { asPeopleRead } from './as-people-read.ts';

describe('in Slack', () => {
  it.each(MAIN_CARDS)('%s', async (name, key, workflow) => {
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
