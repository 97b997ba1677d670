/** A submitted form: what is wrong with it stands beside its field, and what the desk refuses does too, if it is known in time. */
import type { Card } from '../../../src/cards/card.ts';
import { FILE_WORDS } from '../../../src/cards/file-words.ts';
import { doSubmitted, runOfForm } from '../../../src/chat/receiving/submitted-form.ts';
import { textInside } from '../../../src/chat/receiving/take-files.ts';
import { channelId } from '../../../src/engine/ids.ts';
import { UserError } from '../../../src/errors.ts';
import { MAX_FILE_BYTES } from '../../../src/files/limits.ts';
import { safeName } from '../../../src/files/safe-name.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { readSubmittedView } from '../modals/read-view.ts';
import { refusedErrors, refusedView } from '../modals/told-view.ts';
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
  // A form knows no channel: that of its run says whether Baton works there.
  const run = await runOfForm(tenant, read.submitted, deps);
  const where: Where = { person: body.user, channel: run?.channel ?? null, thread: run?.thread ?? null };
  const acting = await welcome(job, where, deps, read.submitted.kind === 'settings' ? 'settings' : 'work');
  if (!acting) return DONE;
  const refused = await doSubmitted(read.submitted, acting, {
    surface: SLACK_SURFACE,
    desk: deps.desk,
    inputOf: (part) => inputOf(job, part),
    textOf: (file) => textOf(job, file, deps),
  });
  return refused === null ? DONE : refusedWith(refused, job, where, deps);
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

/** A result as a file: its text takes the field's place. Throws UserError. */
async function textOf({ tenant, team }: JobOf<'submitted'>, file: string, deps: HandlerDeps): Promise<string> {
  const found = await fileInfo(tenant, file, deps);
  if (!found) throw new UserError('file.kept-back', FILE_WORDS.keptBack(null, 'Slack'));
  const name = safeName(found.name);
  return await deps.fileTurn(async () => textInside(name, await fetchFile(found, name, MAX_FILE_BYTES, team, deps)));
}
