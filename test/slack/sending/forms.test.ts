/** What a workspace does not take: block types, pictures that are not ready, forms that nobody foresaw. The card arrives all the same. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { type Arena, card, openArena, question } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}

const answer: Card = card('answer', '', { blocks: [{ kind: 'markdown', source: '**Postgres**, append only.' }] });
const types = ({ slack, place }: Arena) => slack.thread(place.channel, place.thread).map(({ blocks }) => blocks.map(({ type }: { type: string }) => type));

describe('a block type that the workspace refuses', () => {
  test('is left out from then on, by other processes too, and the refusal is asked for once', async () => {
    const one = await arena();
    one.slack.workspace().rejects('markdown');
    await one.sending.surface.post(one.message('answer', answer));
    await one.sending.surface.post(one.message('answer:2', answer));
    await one.restarted().surface.post(one.message('answer:3', answer));
    expect(types(one).flat()).not.toContain('markdown');
    expect(one.lines().slice(1)).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('append only')));
    expect(one.slack.violations.filter(({ kind }) => kind === 'too-large')).toHaveLength(1);
    expect((await one.installations.find('slack', one.place.tenant))?.about).toEqual({ name: 'Platform team', rejects: { markdown: expect.any(Number) } });
  });

  test('is tried anew after some weeks: what Slack brings arrives in one workspace after the other', async () => {
    const one = await arena();
    const weeks = async (count: number) => {
      const clock = createTurnedClock();
      clock.turn(count * 7 * 24 * 3_600_000);
      await one.restarted({ clock }).surface.post(one.message(`answer:${count}`, answer));
      return types(one).at(-1)?.includes('markdown');
    };
    one.slack.workspace().rejects('markdown');
    expect(await weeks(0)).toBe(false);
    one.slack.workspace().accepts('markdown');
    expect(await weeks(3)).toBe(false);
    expect(await weeks(5)).toBe(true);
    // As an older release noted it, without a time.
    await one.installations.keep({ surface: 'slack', tenant: one.place.tenant, secret: '', about: { rejects: ['markdown'] } });
    expect(await weeks(6)).toBe(true);
  });

  test('in an edit: the message changes its form', async () => {
    const one = await arena();
    const ref = await one.sending.surface.post(one.message('answer', answer));
    expect(types(one)[1]).toContain('markdown');
    one.slack.workspace().rejects('markdown', 'rich_text');
    await one.sending.surface.edit(one.message('answer', { ...answer, blocks: [...answer.blocks, ...card('answer', 'more').blocks] }), ref);
    expect(types(one)[1]).not.toContain('markdown');
    expect(one.lines()[1]).toContain('more');
    expect(one.lines()).toHaveLength(2);
  });

  test('when it refuses all newer types at once, buttons and text are still there', async () => {
    const one = await arena();
    one.slack.workspace().rejects('markdown', 'rich_text', 'alert', 'plan', 'context_actions');
    await one.sending.surface.post(one.message('decision:1', { ...question('Go on?'), blocks: [...question('Go on?').blocks, ...answer.blocks] }));
    const [, shown] = one.slack.thread(one.place.channel, one.place.thread);
    expect(shown?.buttons).toEqual(['Approve']);
    expect(shown?.lines.join(' ')).toContain('append only');
  });
});

describe('a form that is refused for its content', () => {
  test.each([
    'must be shorter [json-pointer:/blocks/0/text]',
    'unknown user mentioned [json-pointer:/blocks/0/text]',
    'unsupported language of a code block [json-pointer:/blocks/0]',
  ])('goes in a plainer one, and the workspace is not blamed for it: %s', async (complaint) => {
    const one = await arena();
    one.slack.faults.next('chat.postMessage', { kind: 'refuse', error: 'invalid_blocks', errors: [complaint] });
    await one.sending.surface.post(one.message('answer', answer));
    expect(one.lines()[1]).toContain('append only');
    expect(types(one)[1]).not.toContain('markdown');
    await one.sending.surface.post(one.message('answer:2', answer));
    expect(types(one)[2]).toContain('markdown');
    expect((await one.installations.find('slack', one.place.tenant))?.about).toEqual({ name: 'Platform team' });
  });

  test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'])('and in the end as plain text: a card never holds up its thread (%s)', async (error) => {
    const one = await arena();
    one.slack.faults.next('chat.postMessage', { kind: 'refuse', error }, { times: 20, when: (args) => JSON.stringify(args.blocks ?? []) !== '[]' });
    await one.sending.surface.post(one.message('answer', answer));
    expect(one.lines()[1]).toContain('append only');
    expect(types(one)[1]).toEqual([]);
  });
});
