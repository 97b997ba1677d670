/** A button: what it stands for is looked up now, and checked now, however long it has been there. */
import type { types } from '@slack/bolt';
import { noticeCard } from '../../../src/cards/notice.ts';
import { isSettingGroup } from '../../../src/cards/setting-groups.ts';
import type { Pressed } from '../../../src/chat/pressed.ts';
import { actionCard } from '../../../src/chat/receiving/ask-desk.ts';
import { doAtOnce, reread, runFor } from '../../../src/chat/receiving/pressed-run.ts';
import { type ChannelId, channelId, type TenantId, workflowOf } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import { readButton } from '../blocks/button.ts';
import { changeViewFor, modalFor, type OpensForm } from '../modals/open.ts';
import { settingsForm } from '../modals/settings-form.ts';
import { settingsList } from '../modals/settings-list.ts';
import { readViewButton, type ViewPressed } from '../modals/view-button.ts';
import { slackFailure } from '../sending/index.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { publishHome } from './home-handler.ts';
import { welcome } from './welcome.ts';

export async function handlePress(job: JobOf<'pressed'>, deps: HandlerDeps): Promise<void> {
  const { action, value, user, channel, thread } = job.body;
  const where: Where = { person: user, channel, thread };
  const pressed = readButton(action, value);
  const inView = pressed === null ? readViewButton(action, value) : null;
  if (pressed === null && inView === null) {
    // Fields of a form report what was chosen; links are opened by Slack.
    if (action.startsWith('baton:') || action.startsWith('form:')) deps.log.info({ action: action.slice(0, 40) }, 'a button that is not known was pressed');
    if (action.startsWith('baton:')) await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
    return;
  }
  // On the App Home and in a form there is no channel: that of the run says whether Baton works there.
  const at = channel ?? (await channelOfRun(job.tenant, pressed ?? inView, deps));
  const acting = await welcome(job, { ...where, channel: at }, deps, inView?.kind === 'settings' || inView?.kind === 'settings-group' ? 'settings' : 'work');
  if (!acting) return;
  if (inView) await openInView(job, inView, acting, where, deps);
  else if (pressed) await act(job, pressed, acting, where, deps);
}

async function channelOfRun(tenant: TenantId, pressed: Pressed | ViewPressed | null, { archive }: HandlerDeps): Promise<ChannelId | null> {
  if (pressed === null || pressed.kind === 'settings' || pressed.kind === 'settings-group') return null;
  return (await archive.find(tenant, pressed.kind === 'answer' ? workflowOf(pressed.decision) : pressed.workflow))?.channel ?? null;
}

async function act(job: JobOf<'pressed'>, pressed: Pressed, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  switch (pressed.kind) {
    case 'change':
      return await openInView(job, { kind: 'change-list', workflow: pressed.workflow }, acting, where, deps);
    case 'correct-reading':
      return await deps.tell(job, await reread(pressed, acting, deps), where);
    case 'answer':
    case 'edit-plan':
    case 'override':
    case 'add-context':
    case 'correct-handoff':
    case 'branch':
      return await actOnRun(job, pressed, acting, where, deps);
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

async function actOnRun(job: JobOf<'pressed'>, pressed: OpensForm, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  const workflow = await runFor(pressed.kind === 'answer' ? workflowOf(pressed.decision) : pressed.workflow, acting, deps);
  if (!workflow) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const opening = modalFor(pressed, workflow, await deps.libraryNames());
  switch (opening.kind) {
    case 'view':
      return await openView(job, opening.view, where, deps);
    case 'refused':
      return await deps.tell(job, opening.card, where);
    case 'at-once': {
      const reply = pressed.kind === 'answer' || pressed.kind === 'override' ? await doAtOnce(pressed, acting, deps) : null;
      const card = reply && actionCard(reply);
      if (card) await deps.tell(job, card, where);
      else if (where.channel === null) await publishHome(job, where.person, deps);
      return;
    }
    default: {
      const missed: never = opening;
      return missed;
    }
  }
}

async function openInView(job: JobOf<'pressed'>, pressed: ViewPressed, acting: Acting, where: Where, deps: HandlerDeps): Promise<void> {
  const { tenant } = job;
  switch (pressed.kind) {
    case 'change-list':
    case 'change-workstream':
    case 'change-phase': {
      const workflow = await runFor(pressed.workflow, acting, deps);
      if (!workflow) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
      return await openView(job, changeViewFor(pressed, workflow, await deps.libraryNames()), where, deps);
    }
    case 'settings':
    case 'settings-group': {
      const shown = { channel: pressed.channel, resolved: await deps.settings.resolve(tenant, pressed.channel ?? channelId('')) };
      if (pressed.kind === 'settings') return await openView(job, settingsList(shown), where, deps);
      if (!isSettingGroup(pressed.group)) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
      try {
        return await openView(job, settingsForm(shown, pressed.group), where, deps);
      } catch (error) {
        // Slack refuses a list of people with somebody in it whom it does not know.
        if (slackFailure(error)?.kind !== 'other' && slackFailure(error)?.kind !== 'invalid-blocks') throw error;
        return await openView(job, settingsForm(shown, pressed.group, 'typing'), where, deps);
      }
    }
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

/** A trigger is good for three seconds from the click. */
const OPENS_WITHIN_MS = 2_500;
const TOO_LATE: ReadonlySet<string> = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'trigger_expired', 'push_limit_reached']);

async function openView({ live, ...job }: JobOf<'pressed'>, view: types.ModalView, where: Where, deps: HandlerDeps): Promise<void> {
  const late = () => deps.tell({ live, ...job }, noticeCard({ kind: 'press-again' }), where);
  // Another process took it up: whoever pressed it has long gone on.
  if (live.trigger === null) return await late();
  const method = job.body.view === null ? 'views.open' : 'views.push';
  try {
    await deps.api.call(job.tenant, method, { trigger_id: live.trigger, view }, { priority: 'decision', patienceMs: OPENS_WITHIN_MS });
  } catch (error) {
    const failure = slackFailure(error);
    if (failure?.kind === 'retry-later' || (failure?.kind === 'other' && TOO_LATE.has(failure.code))) return await late();
    // It may be open already, and a trigger opens once.
    if (failure?.kind === 'unknown-outcome') return;
    throw error;
  }
}
