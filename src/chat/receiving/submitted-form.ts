/** What a form brought goes to the desk, one thing after the other. */
import type { Card } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice.ts';
import { channelId, type InputId, type TenantId, workflowOf } from '../../engine/ids.ts';
import { UserError } from '../../errors.ts';
import type { Submitted } from '../../forms/submission.ts';
import type { Archive, WorkflowSummary } from '../../ports/archive.ts';
import type { Acting, ActionReply, Desk } from '../../ports/desk.ts';
import { actionCard } from './ask-desk.ts';

export interface SubmittedDeps {
  readonly surface: string;
  readonly desk: Desk;
  /** One form may lead to several inputs. */
  readonly inputOf: (part: string) => InputId;
  /** A file whose text takes the field's place. Throws UserError. */
  readonly textOf: (file: string) => Promise<string>;
}

/** The run that it is about; null: none. */
export async function runOfForm(
  tenant: TenantId,
  submitted: Submitted,
  { archive }: { readonly archive: Pick<Archive, 'find'> },
): Promise<WorkflowSummary | null> {
  if (submitted.kind === 'settings' || submitted.kind === 'nothing') return null;
  return await archive.find(tenant, submitted.kind === 'answer' ? workflowOf(submitted.decision) : submitted.workflow);
}

/** Null: it was done. */
export async function doSubmitted(submitted: Submitted, acting: Acting, deps: SubmittedDeps): Promise<Card | null> {
  const { desk, inputOf } = deps;
  switch (submitted.kind) {
    case 'answer': {
      const { decision, option, file } = submitted;
      try {
        const text = file === null ? submitted.text : await deps.textOf(file);
        return refusedCard(await desk.answer({ ...acting, decision, option, text }));
      } catch (error) {
        if (error instanceof UserError) return noticeCard({ kind: 'problem', message: error.message });
        throw error;
      }
    }
    case 'edit-plan':
      return refusedCard(await desk.editPlan({ ...acting, workflow: submitted.workflow, baseHash: submitted.baseHash, edits: submitted.edits }));
    case 'overrides': {
      for (const [index, change] of submitted.changes.entries()) {
        const card = refusedCard(await desk.override({ ...acting, input: inputOf(String(index)), workflow: submitted.workflow, change }));
        if (card) return card;
      }
      return null;
    }
    case 'branch': {
      const reply = await desk.branch({ ...acting, workflow: submitted.workflow, workstream: submitted.workstream, change: submitted.change });
      if (reply.kind === 'refused') return reply.card;
      return reply.kind === 'not-found' ? noticeCard({ kind: 'unknown-button' }) : null;
    }
    case 'settings':
      return await changeSettings(submitted, acting, deps);
    case 'nothing':
      return null;
    default: {
      const missed: never = submitted;
      return missed;
    }
  }
}

/** What is taken and waits for a process is done, for whoever sent the form: sent again it would count twice. */
function refusedCard(reply: ActionReply): Card | null {
  return reply.kind === 'pending' ? null : actionCard(reply);
}

async function changeSettings(
  { channel, commands }: Extract<Submitted, { kind: 'settings' }>,
  acting: Acting,
  { surface, desk, inputOf }: SubmittedDeps,
): Promise<Card | null> {
  for (const [index, text] of commands.entries()) {
    const where = { surface, channel: channel ?? channelId(''), thread: null };
    const reply = await desk.command({ ...acting, ...where, input: inputOf(String(index)), text, attachments: [] });
    const isDone = reply.kind === 'told' && reply.card.kind === 'settings';
    if (!isDone) return 'card' in reply ? reply.card : noticeCard({ kind: 'unknown-button' });
  }
  return null;
}
