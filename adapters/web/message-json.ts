/** A thread's message as the JSON API shows it. */
import type { Card } from '../../src/cards/card.ts';
import { cardText } from '../../src/cards/text.ts';
import type { Message } from '../../src/ports/archive.ts';
import { iso, isoOrNull } from './iso.ts';

export interface MessageJson {
  readonly id: string;
  /** What the message is about, the same on every edit; null for what a person wrote. */
  readonly key: string | null;
  readonly workflow: string | null;
  /** The card's kind, or `person`. */
  readonly kind: string;
  readonly author: string | null;
  readonly text: string;
  readonly actions: readonly ActionJson[];
  readonly at: string;
  readonly editedAt: string | null;
}

interface ActionJson {
  /** Null for a button that answers no decision; `does` says what it is then. */
  readonly decision: string | null;
  readonly option: string | null;
  readonly label: string;
  readonly does: string;
  readonly needsText: boolean;
}

export function messageJson(message: Message): MessageJson {
  const { id } = message;
  if (message.kind === 'person') {
    return { id, key: null, workflow: null, kind: 'person', author: message.author, text: message.text, actions: [], at: iso(message.at), editedAt: null };
  }
  const { workflow, key, at, editedAt } = message;
  return { id, key, workflow, author: null, ...cardJson(message.card), at: iso(at), editedAt: isoOrNull(editedAt) };
}

export function cardJson(card: Card): Pick<MessageJson, 'kind' | 'text' | 'actions'> {
  const actions = card.actions.map(({ label, does }): ActionJson => {
    const needsText = (does.kind === 'answer' && does.asks !== null) || does.kind === 'add-context';
    if (does.kind === 'answer') return { decision: does.decision, option: does.option, label, does: 'answer', needsText };
    return {
      decision: does.kind === 'edit-plan' ? does.decision : null,
      option: null,
      label,
      does: does.kind === 'override' ? does.change : does.kind,
      needsText,
    };
  });
  return { kind: card.kind, text: cardText(card), actions };
}
