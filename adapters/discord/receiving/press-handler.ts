/** A button or a list: what it stands for is looked up now, and checked now, however long it has been there. */
import { noticeCard } from '../../../src/cards/notice.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { actionCard } from '../../../src/chat/receiving/ask-desk.ts';
import { doAtOnce, reread, runFor } from '../../../src/chat/receiving/pressed-run.ts';
import { workflowOf } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import { readPress } from '../components/button.ts';
import { markedIn } from '../components/button-mark.ts';
import type { Pressed } from '../components/pressed.ts';
import type { Form } from '../modals/form.ts';
import { type Opening, type OpensForm, openingFor } from '../modals/open.ts';
import { openAgain, readAgain } from '../modals/open-again.ts';
import { openPicked } from '../modals/open-picked.ts';
import { type Picked, readStep } from '../modals/step.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { knownFor } from './known-for.ts';
import { openSettings, openSettingsPage } from './settings-handler.ts';
import { welcome } from './welcome.ts';

/** What was pressed, of all that Baton puts into messages. */
type Press =
  | { readonly kind: 'button'; readonly pressed: Pressed }
  | { readonly kind: 'picked'; readonly picked: Picked }
  | { readonly kind: 'again'; readonly form: Form };

export async function handlePress(job: JobOf<'pressed'>, deps: HandlerDeps): Promise<void> {
  const { customId, values, user, channel, thread } = job.body;
  const where: Where = { person: user, channel, thread };
  const press = pressOf(customId, values);
  if (press === null) {
    deps.log.info({ customId: customId.slice(0, 40) }, 'a button that is not known was pressed');
    return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  }
  if (press.kind === 'button' && press.pressed.kind === 'leave') return await dismissed(job);
  const acting = await welcome(job, where, deps, isOfSettings(press) ? 'settings' : 'work');
  if (!acting) return;
  switch (press.kind) {
    case 'button':
      return await act(job, press.pressed, acting, where, deps);
    case 'picked':
      return await pick(job, press.picked, acting, where, deps);
    case 'again':
      return await again(job, press.form, acting, where, deps);
    default: {
      const missed: never = press;
      return missed;
    }
  }
}

/** The question of whether they are sure is answered. It was for them alone: what others see stays, whatever a button on it says. */
async function dismissed({ body, live }: JobOf<'pressed'>): Promise<void> {
  if (body.alone) await live.answer?.dismiss();
}

function pressOf(customId: string, values: readonly string[]): Press | null {
  const pressed = readPress(customId, values);
  if (pressed !== null) return { kind: 'button', pressed };
  const picked = readStep(customId, values[0] ?? '');
  if (picked !== null) return { kind: 'picked', picked };
  const form = readAgain(customId);
  return form === null ? null : { kind: 'again', form };
}

function isOfSettings(press: Press): boolean {
  if (press.kind === 'again') return press.form.kind === 'settings';
  return press.kind === 'picked' && (press.picked.kind === 'settings' || press.picked.kind === 'all-settings');
}

async function act(job: JobOf<'pressed'>, pressed: Pressed, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  switch (pressed.kind) {
    case 'marked':
      return await marked(job, pressed.mark, acting, where, deps);
    case 'correct-reading':
      return await deps.tell(job, await reread(pressed, acting, deps), where);
    case 'leave':
      return;
    case 'answer':
    case 'edit-plan':
    case 'override':
    case 'add-context':
    case 'change':
    case 'correct-handoff':
    case 'branch':
      return await actOnRun(job, pressed, acting, where, deps);
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

/** Its ids had no room in the button: it is found among those of the thread's runs as they are now. */
async function marked(job: JobOf<'pressed'>, mark: string, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  const runs = where.thread === null ? [] : await deps.archive.workflows(job.tenant, { active: null, thread: where.thread, limit: 20 });
  for (const { id } of runs) {
    const workflow = await runFor(id, acting, deps);
    const pressed =
      workflow &&
      markedIn(
        threadOf(workflow).map(({ card }) => card),
        mark,
      );
    if (pressed && pressed.kind !== 'marked') return await act(job, pressed, acting, where, deps);
  }
  await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
}

async function actOnRun(job: JobOf<'pressed'>, pressed: OpensForm, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  const workflow = await runFor(pressed.kind === 'answer' ? workflowOf(pressed.decision) : pressed.workflow, acting, deps);
  if (!workflow) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const opening = openingFor(pressed, workflow);
  if (opening.kind !== 'at-once') return await show(job, opening, where, deps);
  if (pressed.kind !== 'answer' && pressed.kind !== 'override') return;
  const card = actionCard(await doAtOnce(pressed, acting, deps));
  if (pressed.kind === 'override' && pressed.sure) await dismissed(job);
  if (card) await deps.tell(job, card, where);
}

async function pick(job: JobOf<'pressed'>, picked: Picked, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  switch (picked.kind) {
    case 'settings':
      return await openSettingsPage(job, picked, where, deps);
    case 'all-settings':
      return await openSettings(job, null, deps);
    case 'edit-work':
    case 'edit-gates':
    case 'change-work':
    case 'change-phase': {
      const workflow = await runFor(picked.workflow, acting, deps);
      if (!workflow) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
      return await show(job, openPicked(picked, workflow, await deps.libraryNames()), where, deps);
    }
    default: {
      const missed: never = picked;
      return missed;
    }
  }
}

async function again(job: JobOf<'pressed'>, form: Form, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  const opening = openAgain(form, await knownFor(form, acting, deps));
  if (opening === null || opening.kind === 'at-once') return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  await show(job, opening, where, deps);
}

async function show(job: JobOf<'pressed'>, opening: Exclude<Opening, { kind: 'at-once' }>, where: Where, deps: HandlerDeps): Promise<void> {
  const { answer } = job.live;
  switch (opening.kind) {
    case 'modal':
      // Another process took it up, or it was too slow: whoever pressed it has long gone on.
      if (answer === null || (await answer.modal(opening.modal)) !== 'shown') await deps.tell(job, noticeCard({ kind: 'press-again' }), where);
      return;
    case 'step':
      if (answer === null || !(await answer.say(opening.messages))) await deps.tell(job, noticeCard({ kind: 'press-again' }), where);
      return;
    case 'refused':
      return await deps.tell(job, opening.card, where);
    default: {
      const missed: never = opening;
      return missed;
    }
  }
}
