/** The main cards of real runs as people read them in Discord. The texts stand in threads/, to be read by those who change cards. */
import { describe, expect, it } from 'vitest';
import { cardOf, MAIN_CARDS } from '../../fixtures/main-cards.ts';
import { planned } from '../../fixtures/workflow.ts';
import { asPeopleRead } from './as-people-read.ts';

describe('in Discord', () => {
  it.each(MAIN_CARDS)('%s', async (name, key, workflow) => {
    await expect(asPeopleRead(cardOf(workflow(), key))).toMatchFileSnapshot(`threads/${name}.txt`);
  });

  it('shows the picture of the plan once it is there, and its words until then', () => {
    const card = cardOf(planned().now(), 'plan');
    expect(asPeopleRead(card)).toContain('\n-# Plan graph: \\[1\\] and \\[2\\], then \\[3\\], then \\[4\\].\n');
    expect(asPeopleRead(card, { picture: 'plan-1.png' })).toContain('\n[picture: Plan graph: [1] and [2], then [3], then [4].]\n');
  });
});
