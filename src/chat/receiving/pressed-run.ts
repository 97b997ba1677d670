/** What a button on a card of a run does where it asks for nothing more: the desk is asked, and says itself what cannot be done any more. */
import type { Card, Rereading } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice.ts';
import { whichAnswerCard } from '../../cards/taken-card.ts';
import type { OptionId } from '../../engine/decision.ts';
import type { DecisionId, InputId, WorkflowId } from '../../engine/ids.ts';
import type { Workflow } from '../../engine/state.ts';
import type { Archive } from '../../ports/archive.ts';
import type { Acting, ActionReply, Desk } from '../../ports/desk.ts';
import { actionCard } from './ask-desk.ts';

export interface PressedDeps {
  readonly desk: Pick<Desk, 'answer' | 'override'>;
  readonly archive: Pick<Archive, 'read'>;
}

/** Of this tenant, and of a channel that this person may read. */
export async function runFor(id: WorkflowId, { tenant, sees }: Acting, { archive }: Pick<PressedDeps, 'archive'>): Promise<Workflow | null> {
  const found = await archive.read(tenant, id);
  return found && (!sees || (await sees(found.summary.channel, found.summary.thread))) ? found.workflow : null;
}

export type PressedAtOnce =
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: OptionId }
  | { readonly kind: 'override'; readonly workflow: WorkflowId; readonly change: 'pause' | 'resume' | 'cancel' | 'aggregate' };

export async function doAtOnce(pressed: PressedAtOnce, acting: Acting, { desk }: Pick<PressedDeps, 'desk'>): Promise<ActionReply> {
  switch (pressed.kind) {
    case 'answer':
      return await desk.answer({ ...acting, decision: pressed.decision, option: pressed.option, text: null });
    case 'override':
      return await desk.override({ ...acting, workflow: pressed.workflow, change: { kind: pressed.change } });
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

export interface PressedRereading {
  readonly workflow: WorkflowId;
  readonly note: InputId;
  readonly as: Rereading;
}

/** What a plain message was taken for is corrected by whoever wrote it. */
export async function reread({ workflow: id, note, as }: PressedRereading, acting: Acting, deps: PressedDeps): Promise<Card> {
  switch (as.kind) {
    case 'ignored': {
      const reply = await deps.desk.override({ ...acting, workflow: id, change: { kind: 'withdraw-context', note } });
      return actionCard(reply) ?? noticeCard({ kind: 'withdrawn' });
    }
    case 'answer': {
      const reply = await deps.desk.answer({ ...acting, decision: as.decision, option: as.option, text: null, note });
      return actionCard(reply) ?? noticeCard({ kind: 'taken', as: 'answer' });
    }
    case 'which-answer': {
      const workflow = await runFor(id, acting, deps);
      return workflow ? whichAnswerCard(workflow, note) : noticeCard({ kind: 'unknown-button' });
    }
    default: {
      const missed: never = as;
      return missed;
    }
  }
}
