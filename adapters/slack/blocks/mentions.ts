/**
 * Who is mentioned for real. In Slack every mention notifies, so only those whom the card notifies are, each once in
 * all messages of the card; everybody else stands there by name.
 */
import type { Block, Card, Line } from '../../../src/cards/card.ts';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';
import type { Atom } from './atoms.ts';

export interface Mentions {
  /** The mention, the first time that one who is to be notified is named; else null. */
  mention(id: PersonId | GroupId): Extract<Atom, { kind: 'user' | 'usergroup' }> | null;
  name(id: PersonId | GroupId): string;
  /** Those who are to be notified and were not named, or whom a line names too late. */
  left(): readonly Extract<Atom, { kind: 'user' | 'usergroup' }>[];
}

/** `late`: named only in a later message, so that they are mentioned before. */
export function mentionsOf(card: Card, names: ReadonlyMap<PersonId | GroupId, string>, late: ReadonlySet<string>): Mentions {
  const waiting = new Map<string, Extract<Atom, { kind: 'user' | 'usergroup' }>>();
  for (const id of card.notify) if (USER.test(id)) waiting.set(id, { kind: 'user', id });
  for (const id of card.notifyGroups) if (GROUP.test(id)) waiting.set(id, { kind: 'usergroup', id });
  return {
    mention(id) {
      if (late.has(id)) return null;
      const found = waiting.get(id) ?? null;
      waiting.delete(id);
      return found;
    },
    name: (id) => names.get(id) ?? id,
    left: () => [...waiting.values()],
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
