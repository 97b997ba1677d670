/** Words for the desk, and what becomes of its answer: what the thread shows by itself is not said twice. */
import type { Card } from '../../../src/cards/card.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { takenAsContext } from '../../../src/cards/taken-card.ts';
import type { ActionReply, CommandReply, CommandRequest } from '../../../src/ports/desk.ts';
import type { HandlerDeps, Where } from './handler.ts';
import type { Job } from './work.ts';

export async function askDesk(job: Job, request: CommandRequest, where: Where, deps: HandlerDeps): Promise<void> {
  const reply = await deps.desk.command(request);
  const card = await cardFor(reply, request, deps);
  if (card) await deps.tell(job, card, where);
}

async function cardFor(reply: CommandReply, { tenant, input }: CommandRequest, { archive }: HandlerDeps): Promise<Card | null> {
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
