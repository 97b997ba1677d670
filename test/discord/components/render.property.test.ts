/** Whatever a card says: every message of it is one that Discord takes, nothing is lost, and nobody is called who should not be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readButton } from '../../../adapters/discord/components/button.ts';
import type { DiscordMessage } from '../../../adapters/discord/components/discord-message.ts';
import { pressedBy } from '../../../adapters/discord/components/pressed.ts';
import { type RenderOptions, renderCard } from '../../../adapters/discord/components/render.ts';
import { weightOf } from '../../../adapters/discord/components/weight.ts';
import { LIMITS } from '../../../adapters/discord/limits.ts';
import type { Card } from '../../../src/cards/card.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { messageProblems } from '../../fakes/discord/limits/message.ts';
import { liveIn } from '../../fakes/discord/seen/live.ts';
import { mentionable } from '../../fakes/discord/world/mentions.ts';
import { randomRun } from '../../fixtures/random-run.ts';
import { anyCard, GUILD, MALLORY } from './any-card.ts';
import { expected, missing, written } from './read-back.ts';

const options: fc.Arbitrary<RenderOptions> = fc.record({ picture: fc.constantFrom(null, 'plan-1.png'), guild: fc.constant(GUILD) });
const RUNS = { numRuns: 150 };
const V2 = 1 << 15;

describe('any card', () => {
  it('becomes messages that Discord takes', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        const messages = renderCard(card, how);
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) expectToFit(message);
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

  it('notifies whom it should, once, in the message that names them; nobody else is called, and nothing is a link', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        const messages = renderCard(card, how);
        const known = new Set([...card.notify, ...card.notifyGroups, ...named(card)].map(String));
        const [first, ...others] = messages;
        expect([...(first?.notify.users ?? [])].sort()).toEqual(card.notify.filter((id) => /^\d{15,20}$/u.test(id)).sort());
        expect([...(first?.notify.roles ?? [])].sort()).toEqual(card.notifyGroups.filter((id) => /^\d{15,20}$/u.test(id) && id !== GUILD).sort());
        for (const { notify } of others) expect(notify).toEqual({ users: [], roles: [] });
        for (const { components, notify } of messages) {
          const live = liveIn('', components);
          expect(live.everyone).toBe(false);
          expect(live.links).toEqual([]);
          expect(live.users).not.toContain(MALLORY);
          expect([...live.users, ...live.roles].filter((id) => !known.has(id) || id === GUILD)).toEqual([]);
          expect(live.users).toEqual(expect.arrayContaining([...notify.users]));
          expect(live.roles).toEqual(expect.arrayContaining([...notify.roles]));
          expect(prose(components)).not.toMatch(/<(?:#|\/|a?:|id:|sound:|https?:|\+|[^\s<>\u200B]{1,100}@)|\|\||(?<!\\)\]\(/iu);
        }
      }),
      RUNS,
    );
  });

  it('has all that can be done in the order of the card, each of which can be read back; it comes last', () => {
    fc.assert(
      fc.property(anyCard, options, (card, how) => {
        const messages = renderCard(card, how);
        expect(messages.flatMap(pressable).map(readButton)).toEqual(card.actions.map(({ does }) => pressedBy(does)));
        const last = messages.findLastIndex((message) => parts(message).some(({ type }) => type !== 1));
        if (card.actions.length > 0 && card.blocks.length > 0) expect(messages.slice(0, Math.max(0, last)).flatMap(pressable)).toEqual([]);
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
  it('is one message where it is edited in place, and no other is more than two', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const { key, card } of states.flatMap(threadOf)) {
          const messages = renderCard(card, {});
          for (const message of messages) expectToFit(message);
          expect(messages.length, key).toBeLessThanOrEqual(key === 'plan' || key === 'live' ? 1 : 2);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function expectToFit({ components, shows, notify }: DiscordMessage): void {
  const body = { components, flags: V2, allowed_mentions: { parse: [], ...notify } };
  expect(messageProblems(body, shows)).toEqual([]);
  const { components: count, text } = weightOf(components);
  expect(count).toBeLessThanOrEqual(LIMITS.componentsPerMessage.most);
  expect(text).toBeLessThanOrEqual(LIMITS.messageText.most);
  expect(parts({ components }).length).toBeGreaterThan(0);
}

function parts({ components }: Pick<DiscordMessage, 'components'>) {
  return components[0].components;
}

/** All text but code, of which Discord makes nothing. */
function prose(components: DiscordMessage['components']): string {
  return mentionable('', components)
    .replace(/```.*?```/gsu, ' ')
    .replace(/(?<!\\)`[^`\n]+`/gu, ' ');
}

/** Custom ids of buttons, and of what stands in lists. */
function pressable(message: DiscordMessage): readonly string[] {
  return parts(message)
    .flatMap((part) => (part.type === 1 ? part.components : []))
    .flatMap((one) => ('options' in one ? one.options.map(({ value }) => value) : 'custom_id' in one ? [one.custom_id] : []));
}

function named(card: Card): readonly string[] {
  const lines = card.blocks.flatMap((block) =>
    'line' in block ? [block.line] : 'items' in block ? block.items : 'steps' in block ? block.steps.map((step) => step.detail) : [],
  );
  return lines.flat().flatMap((span) => ('id' in span ? [span.id] : []));
}

function files(card: Card) {
  return card.blocks.flatMap((block) => (block.kind === 'files' ? block.files : []));
}
