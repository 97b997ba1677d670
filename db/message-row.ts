/** One message of a thread: a card, or what a person wrote. */
import type { Card } from '../src/cards/card.ts';
import { personId, workflowId } from '../src/engine/ids.ts';
import type { Message } from '../src/ports/archive.ts';
import type { messages } from './schema/index.ts';

export function messageOf(row: typeof messages.$inferSelect): Message {
  const { id, position } = row;
  if (row.kind === 'person') return { kind: 'person', id, position, author: personId(row.author ?? ''), text: row.text ?? '', at: row.at };
  return {
    kind: 'card',
    id,
    position,
    workflow: workflowId(row.workflow ?? ''),
    key: row.key ?? '',
    card: row.card as Card,
    at: row.at,
    editedAt: row.editedAt,
  };
}
