/** Small builders for the lines of a card. Bare strings become text spans. */

import type { GroupId, PersonId } from '../engine/ids.ts';
import type { Action, Block, Card, CardKind, Line, Span } from './card.ts';

/** What a line can be written from; null leaves nothing. */
export type Piece = string | Span | null;

export function line(...pieces: readonly Piece[]): Line {
  return pieces.flatMap((piece): readonly Span[] => {
    if (piece === null || piece === '') return [];
    return [typeof piece === 'string' ? { kind: 'text', text: piece } : piece];
  });
}

/** Groups of pieces with a dot between them, as figures are set in one line; empty groups vanish. */
export function dotted(...groups: readonly (Piece | readonly Piece[])[]): Line {
  const lines = groups.map((group) => (isGroup(group) ? line(...group) : line(group))).filter((group) => group.length > 0);
  return lines.flatMap((group, index) => (index === 0 ? group : [text(' · '), ...group]));
}

/** `a, b and c` over lines. */
export function listed(lines: readonly Line[], last: 'and' | 'or'): Line {
  return lines.flatMap((item, index) => {
    if (index === 0) return item;
    return [text(index === lines.length - 1 ? ` ${last} ` : ', '), ...item];
  });
}

export function people(ids: readonly PersonId[], last: 'and' | 'or'): Line {
  return listed(
    ids.map((id) => line(person(id))),
    last,
  );
}

export const text = (value: string): Span => ({ kind: 'text', text: value });
export const strong = (value: string): Span => ({ kind: 'strong', text: value });
export const emphasis = (value: string): Span => ({ kind: 'emphasis', text: value });
export const code = (value: string): Span => ({ kind: 'code', text: value });
export const person = (id: PersonId): Span => ({ kind: 'person', id });
export const group = (id: GroupId): Span => ({ kind: 'group', id });
export const time = (at: number, zone: string): Span => ({ kind: 'time', at, zone });
export const elapsed = (since: number, asOf: number): Span => ({ kind: 'elapsed', since, asOf });

export const heading = (...pieces: readonly Piece[]): Block => ({ kind: 'heading', line: line(...pieces) });
export const says = (...pieces: readonly Piece[]): Block => ({ kind: 'line', line: line(...pieces) });
export const context = (...pieces: readonly Piece[]): Block => ({ kind: 'context', line: line(...pieces) });
export const alert = (tone: 'info' | 'warning' | 'error', ...pieces: readonly Piece[]): Block => ({ kind: 'alert', tone, line: line(...pieces) });
export const list = (items: readonly Line[]): Block => ({ kind: 'list', items });

/** A block list in which null and empty lines leave nothing, so that cards can be written as one literal. */
export function blocks(...found: readonly (Block | readonly Block[] | null)[]): readonly Block[] {
  return found
    .flatMap((block) => (block === null ? [] : isGroup(block) ? [...block] : [block]))
    .filter((block) => !('line' in block && block.line.length === 0) && !(block.kind === 'list' && block.items.length === 0));
}

export function card(
  kind: CardKind,
  content: readonly Block[],
  actions: readonly Action[] = [],
  notify: readonly PersonId[] = [],
  notifyGroups: readonly GroupId[] = [],
): Card {
  return { v: 1, kind, blocks: content, actions, notify, notifyGroups };
}

/** `Array.isArray` does not narrow readonly arrays. */
function isGroup<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}
