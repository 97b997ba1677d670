/** The notification of a card whose first line does not say that somebody is asked: a plan begins with its banner. */
import type { Card, Line } from './card.ts';

/** Null: the card's own first line says it. */
export function askedInShort(card: Card): Line | null {
  const task = card.blocks.flatMap((block) => (block.kind === 'line' ? block.line : [])).find(({ kind }) => kind === 'emphasis');
  const approves = card.actions.some(({ does }) => does.kind === 'answer' && does.option === 'approve');
  return card.kind === 'plan' && approves && task ? [{ kind: 'text', text: 'A plan waits for a yes: ' }, task] : null;
}
