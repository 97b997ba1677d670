/** Words for the desk, and what there is to say of its answer to whoever asked: what the thread shows by itself is not said twice. */
import type { Card } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice.ts';
import { takenAsContext } from '../../cards/taken-card.ts';
import type { Archive } from '../../ports/archive.ts';
import type { ActionReply, CommandReply, CommandRequest, Desk } from '../../ports/desk.ts';

export interface AskDeps {
  readonly desk: Pick<Desk, 'command'>;
  readonly archive: Pick<Archive, 'read'>;
}

export interface Asked {
  readonly reply: CommandReply;
  /** For whoever asked; null: the thread says it. */
  readonly card: Card | null;
}

export async function askDesk(request: CommandRequest, deps: AskDeps): Promise<Asked> {
  const reply = await deps.desk.command(request);
  return { reply, card: await cardFor(reply, request, deps) };
}

async function cardFor(reply: CommandReply, { tenant, input }: CommandRequest, { archive }: AskDeps): Promise<Card | null> {
  switch (reply.kind) {
    case 'started':
      return null;
    case 'told':
    case 'misread':
      return reply.card;
    case 'acted': {
      const told = actionCard(reply.reply);
      if (told) return told;
      if (reply.as !== 'context') return noticeCard({ kind: 'taken', as: reply.as });
      const found = await archive.read(tenant, reply.workflow);
      return found ? takenAsContext(found.workflow, input) : noticeCard({ kind: 'taken', as: 'context' });
    }
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}

/** Null: it was done, and the cards of the thread show it. */
export function actionCard(reply: ActionReply): Card | null {
  switch (reply.kind) {
    case 'accepted':
      return null;
    case 'refused':
      return reply.card;
    case 'pending':
      return noticeCard({ kind: 'pending' });
    case 'not-found':
      return noticeCard({ kind: 'unknown-button' });
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}
