/** A submitted form: the modal is gone, so what is wrong with it is said afterwards, with what they wrote. */

import type { Block } from '../../../src/cards/card.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { doSubmitted } from '../../../src/chat/receiving/submitted-form.ts';
import type { Filled } from '../../../src/forms/filled.ts';
import type { FieldErrors } from '../../../src/forms/submission.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type Form, readForm } from '../modals/form.ts';
import { notTaken } from '../modals/not-taken.ts';
import { readFields } from '../modals/read-fields.ts';
import { readSubmission } from '../modals/submitted.ts';
import { textOfFile } from './files.ts';
import { type HandlerDeps, inputOf, type JobOf, type Where } from './handler.ts';
import { knownFor, runOf } from './known-for.ts';
import { welcome } from './welcome.ts';

export async function handleSubmission(job: JobOf<'submitted'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const form = readForm(body.customId);
  const here: Where = { person: body.user, channel: body.channel, thread: body.thread };
  if (form === null) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), here);
  // The channel of its run says whether Baton works there.
  const run = form.kind === 'settings' ? null : await deps.archive.find(tenant, runOf(form));
  const where: Where = run === null ? here : { person: body.user, channel: run.channel, thread: run.thread };
  const acting = await welcome(job, where, deps, form.kind === 'settings' ? 'settings' : 'work');
  if (!acting) return;
  const filled = readFields(body.components);
  const read = readSubmission(form, filled, await knownFor(form, acting, deps));
  if (read.kind !== 'submitted') {
    // Taken up again after it had been applied, it reads as one that came too late.
    if (job.again) return;
    if (read.kind === 'refused') return await giveBack(job, form, {}, filled, read.card.blocks, here, deps);
    return await giveBack(job, form, read.errors, filled, [], here, deps);
  }
  const refused = await doSubmitted(read.submitted, acting, {
    surface: DISCORD_SURFACE,
    desk: deps.desk,
    inputOf: (part) => inputOf(job, part),
    textOf: (id) =>
      textOfFile(
        body.files.find((file) => file.id === id),
        deps,
      ),
  });
  if (refused !== null) await giveBack(job, form, {}, filled, refused.blocks, here, deps);
}

async function giveBack(
  job: JobOf<'submitted'>,
  form: Form,
  errors: FieldErrors,
  filled: Filled,
  why: readonly Block[],
  where: Where,
  deps: HandlerDeps,
): Promise<void> {
  const { answer } = job.live;
  if (answer !== null && (await answer.say(notTaken(form, errors, filled, why)))) return;
  await deps.tell(job, noticeCard({ kind: 'press-again' }), where);
}
