/** A submitted form: what is wrong with it stands beside its field, and what the desk refuses does too, if it is known in time. */
import type { Card } from '../../../src/cards/card.ts';
import { FILE_WORDS } from '../../../src/cards/file-words.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { channelId, type TenantId, workflowOf } from '../../../src/engine/ids.ts';
import { UserError } from '../../../src/errors.ts';
import { MAX_FILE_BYTES } from '../../../src/files/limits.ts';
import { safeName } from '../../../src/files/safe-name.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';
import type { Acting, ActionReply } from '../../../src/ports/desk.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { readSubmittedView } from '../modals/read-view.ts';
import type { Submission, Submitted } from '../modals/submission.ts';
import { refusedErrors, refusedView } from '../modals/told-view.ts';
import { actionCard } from './ask-desk.ts';
import { fileInfo } from './file-info.ts';
import { fetchFile } from './files.ts';
import { type HandlerDeps, inputOf, type JobOf, type Where } from './handler.ts';
import { welcome } from './welcome.ts';
import { DONE, type Handled } from './work.ts';

export async function handleSubmission(job: JobOf<'submitted'>, deps: HandlerDeps): Promise<Handled> {
  const { tenant, body } = job;
  const read = await readSubmittedView(body.view, {
    workflow: async (id) => (await deps.archive.read(tenant, id))?.workflow ?? null,
    settings: (channel) => deps.settings.resolve(tenant, channel ?? channelId('')),
    names: () => deps.libraryNames(),
  });
  if (read === null) return DONE;
  if (read.kind !== 'submitted') return unread(job, read);
  const run = await runOf(tenant, read.submitted, deps);
  const where: Where = { person: body.user, channel: run?.channel ?? null, thread: run?.thread ?? null };
  const acting = await welcome(job, where, deps, read.submitted.kind === 'settings' ? 'settings' : 'work');
  if (!acting) return DONE;
  const refused = await refusal(job, read.submitted, acting, deps);
  return refused === null ? DONE : refusedWith(refused, job, where, deps);
}

/** A form knows no channel: that of its run says whether Baton works there. */
async function runOf(tenant: TenantId, submitted: Submitted, { archive }: HandlerDeps): Promise<WorkflowSummary | null> {
  if (submitted.kind === 'settings' || submitted.kind === 'nothing') return null;
  return await archive.find(tenant, submitted.kind === 'answer' ? workflowOf(submitted.decision) : submitted.workflow);
}

/** What is taken and waits for a process is done, for whoever sent the form: sent again it would count twice. */
function refusedCard(reply: ActionReply): Card | null {
  return reply.kind === 'pending' ? null : actionCard(reply);
}

function unread(job: JobOf<'submitted'>, read: Exclude<Submission, { kind: 'submitted' }>): Handled {
  // Taken up again after it had been applied, it reads as one that came too late.
  if (job.again) return DONE;
  if (read.kind === 'errors') return { response: { response_action: 'errors', errors: read.errors }, afterwards: null };
  return { response: { response_action: 'update', view: refusedView(read.card) }, afterwards: null };
}

function refusedWith(card: Card, job: JobOf<'submitted'>, where: Where, deps: HandlerDeps): Handled {
  const errors = refusedErrors(card, job.body.view.state);
  const response = errors ? { response_action: 'errors', errors } : { response_action: 'update', view: refusedView(card) };
  return { response, afterwards: () => deps.tell(job, card, where) };
}

/** Null: it was done. */
async function refusal(job: JobOf<'submitted'>, submitted: Submitted, acting: Acting, deps: HandlerDeps): Promise<Card | null> {
  const { desk } = deps;
  switch (submitted.kind) {
    case 'answer': {
      const { decision, option, file } = submitted;
      try {
        const text = file === null ? submitted.text : await textOf(job, file, deps);
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
        const card = refusedCard(await desk.override({ ...acting, input: inputOf(job, String(index)), workflow: submitted.workflow, change }));
        if (card) return card;
      }
      return null;
    }
    case 'branch': {
      const reply = await desk.branch({ ...acting, workflow: submitted.workflow, workstream: submitted.workstream, change: submitted.change });
      if (reply.kind === 'refused') return reply.card;
      return reply.kind === 'not-found' ? noticeCard({ kind: 'unknown-button' }) : null;
    }
    case 'settings': {
      for (const [index, text] of submitted.commands.entries()) {
        const channel = submitted.channel ?? channelId('');
        const reply = await desk.command({
          ...acting,
          input: inputOf(job, String(index)),
          surface: SLACK_SURFACE,
          channel,
          thread: null,
          text,
          attachments: [],
        });
        const isDone = reply.kind === 'told' && reply.card.kind === 'settings';
        if (!isDone) return 'card' in reply ? reply.card : noticeCard({ kind: 'unknown-button' });
      }
      return null;
    }
    case 'nothing':
      return null;
    default: {
      const missed: never = submitted;
      return missed;
    }
  }
}

/** A result as a file: its text takes the field's place. Throws UserError. */
async function textOf({ tenant, team }: JobOf<'submitted'>, file: string, deps: HandlerDeps): Promise<string> {
  const found = await fileInfo(tenant, file, deps);
  if (!found) throw new UserError('file.kept-back', FILE_WORDS.keptBack('the file'));
  const name = safeName(found.name);
  return await deps.fileTurn(async () => {
    const content = await fetchFile(found, name, MAX_FILE_BYTES, team, deps);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw new UserError('file.not-text', `${name} is not UTF-8 text inside.`);
    }
  });
}
