/**
 * Who is mentioned for real. In Slack every mention notifies, so only those whom the card notifies are, and only in its
 * first message; everybody else, and everywhere else, stands there by name.
 */
import type { Block, Card, Line } from '../../../src/cards/card.ts';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';
import type { Atom } from './atoms.ts';

export type Mention = Extract<Atom, { kind: 'user' | 'usergroup' }>;

export interface Mentions {
  /** Null: by name only. */
  mention(id: PersonId | GroupId): Mention | null;
  name(id: PersonId | GroupId): string;
  /** Those who are to be notified and were not mentioned so far. */
  left(): readonly Mention[];
}

/** How often one may be mentioned who is named more than once: in every line, in the first one, in none. */
export type Often = 'each' | 'once' | 'never';

/** `often` says who is not mentioned in `each` line. */
export function mentionsOf(card: Card, names: ReadonlyMap<PersonId | GroupId, string>, often: ReadonlyMap<string, Often>): Mentions {
  const notified = new Map<string, Mention>();
  for (const id of card.notify) if (USER.test(id)) notified.set(id, { kind: 'user', id });
  for (const id of card.notifyGroups) if (GROUP.test(id)) notified.set(id, { kind: 'usergroup', id });
  const done = new Set<string>();
  return {
    mention(id) {
      const found = notified.get(id);
      const how = often.get(id) ?? 'each';
      if (found === undefined || how === 'never' || (how === 'once' && done.has(id))) return null;
      done.add(id);
      return found;
    },
    name: (id) => names.get(id) ?? id,
    left: () => [...notified.values()].filter(({ id }) => !done.has(id)),
  };
}

/** Everybody whom the card names: a name for each is worth knowing. */
export function idsIn(card: Card): ReadonlySet<PersonId | GroupId> {
  return new Set(card.blocks.flatMap(linesOf).flatMap((line) => line.flatMap((span) => (span.kind === 'person' || span.kind === 'group' ? [span.id] : []))));
}

/** Ids as Slack makes them. Anything else between `<@` and `>` would be somebody's text. */
const USER = /^[UW][A-Z0-9]{4,30}$/u;
const GROUP = /^S[A-Z0-9]{4,30}$/u;

function linesOf(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'heading':
    case 'line':
    case 'context':
    case 'alert':
      return [block.line];
    case 'list':
      return block.items;
    case 'steps':
      return block.steps.map(({ detail }) => detail);
    case 'markdown':
    case 'files':
    case 'picture':
      return [];
    default: {
      const missed: never = block;
      return missed;
    }
  }
}
