/** Whatever a card says: every message of it is one that Slack takes, nothing is lost, and nobody is called who should not be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readButton } from '../../../adapters/slack/blocks/button.ts';
import { type RenderOptions, renderCard } from '../../../adapters/slack/blocks/render.ts';
import type { BlockType, SlackMessage } from '../../../adapters/slack/blocks/slack-message.ts';
import { LIMITS } from '../../../adapters/slack/limits.ts';
import type { Card } from '../../../src/cards/card.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { messageRefusal } from '../../fakes/slack/limits/message.ts';
import { liveIn } from '../../fakes/slack/seen/live.ts';
import { randomRun } from '../../fixtures/random-run.ts';
import { anyCard } from './any-card.ts';
import { expected, missing, written } from './read-back.ts';

const NEWER: readonly BlockType[] = ['plan', 'task_card', 'markdown', 'rich_text', 'alert', 'image'];

const options: fc.Arbitrary<RenderOptions> = fc.record({
  imageFile: fc.constantFrom(null, 'F0PICTURE'),
  rejects: fc.oneof(
    fc.constant<ReadonlySet<BlockType>>(new Set()),
    fc.subarray([...NEWER]).map((types): ReadonlySet<BlockType> => new Set(types)),
  ),
});

const RUNS = { numRuns: 150 };

describe('any card', () => {
  it('becomes messages that Slack takes, posted or edited', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        for (const message of renderCard(card, how)) {
          expect(messageRefusal(message, how.rejects, true)).toBeNull();
          expect(message.text.trim()).not.toBe('');
          expect(message.text.length).toBeLessThanOrEqual(LIMITS.sectionText.most);
        }
      }),
      RUNS,
    );
  });

  it('loses no text, and keeps its order', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        expect(missing(written(renderCard(card, how)), expected(card))).toBeNull();
      }),
      RUNS,
    );
  });

  it('mentions those whom it notifies, in its first message only, and nobody else; nothing is a link', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        const [first, ...others] = renderCard(card, how).map(alive);
        expect([...(first?.users ?? [])].sort()).toEqual(card.notify.filter((id) => /^[UW][A-Z0-9]{4,}$/u.test(id)).sort());
        expect([...(first?.groups ?? [])].sort()).toEqual(card.notifyGroups.filter((id) => /^S[A-Z0-9]{4,}$/u.test(id)).sort());
        for (const { users, groups } of others) expect([...users, ...groups]).toEqual([]);
        for (const { broadcasts, links } of [first, ...others].flatMap((one) => one ?? [])) {
          expect(broadcasts).toEqual([]);
          expect(links).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('has all its buttons in the order of the card, each of which can be read back; they come last', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        const messages = renderCard(card, how);
        const buttons = messages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])));
        expect(buttons).toHaveLength(card.actions.length);
        for (const [index, button] of buttons.entries()) {
          if (button.type !== 'button') throw new Error(`It is a ${button.type}.`);
          const pressed = readButton(button.action_id ?? '', button.value);
          expect(pressed).not.toBeNull();
          expect(card.actions[index]?.does).toMatchObject({ ...pressed });
        }
        const last = messages.findLastIndex(({ blocks }) => blocks.some(({ type }) => type !== 'actions'));
        if (card.actions.length > 0 && card.blocks.length > 0 && last >= 0) expect(messages.slice(0, last).flatMap(rows)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is rendered the same each time, with each file once', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        const messages = renderCard(card, how);
        expect(renderCard(card, how)).toEqual(messages);
        expect(messages.flatMap(({ uploads }) => uploads)).toEqual(files(card));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a card of any run', () => {
  it('that is edited in place is one message, and no other is more than two', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const { key, card } of states.flatMap(threadOf)) {
          const messages = renderCard(card, { rejects: new Set() });
          expect(messages.length, key).toBeLessThanOrEqual(key === 'plan' || key === 'live' ? 1 : 2);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function alive({ text, blocks }: SlackMessage) {
  return liveIn(text, blocks);
}

function rows({ blocks }: SlackMessage) {
  return blocks.filter(({ type }) => type === 'actions');
}

function files(card: Card) {
  return card.blocks.flatMap((block) => (block.kind === 'files' ? block.files : []));
}
