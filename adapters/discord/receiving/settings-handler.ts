/** The settings: all of them to read, a list to choose from, and a form for what was chosen. */
import { noticeCard } from '../../../src/cards/notice.ts';
import { isSettingGroup } from '../../../src/cards/setting-groups.ts';
import { type ChannelId, channelId } from '../../../src/engine/ids.ts';
import { settingsForm } from '../modals/settings-form.ts';
import { settingsStep } from '../modals/settings-step.ts';
import type { Picked } from '../modals/step.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';

/** `channel` null: those of the whole guild. */
export async function openSettings(job: JobOf<'command' | 'pressed'>, channel: ChannelId | null, deps: HandlerDeps): Promise<void> {
  const resolved = await deps.settings.resolve(job.tenant, channel ?? channelId(''));
  const { answer } = job.live;
  if (answer !== null && (await answer.say(settingsStep({ channel, resolved })))) return;
  await deps.tell(job, noticeCard({ kind: 'press-again' }), { person: job.body.user, channel: job.body.channel, thread: job.body.thread });
}

export async function openSettingsPage(
  job: JobOf<'pressed'>,
  { channel, group, page }: Extract<Picked, { kind: 'settings' }>,
  where: Where,
  deps: HandlerDeps,
): Promise<void> {
  const resolved = await deps.settings.resolve(job.tenant, channel ?? channelId(''));
  const form = isSettingGroup(group) ? settingsForm({ channel, resolved }, group, page) : null;
  if (form === null) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const { answer } = job.live;
  if (answer === null || !(await answer.modal(form))) await deps.tell(job, noticeCard({ kind: 'press-again' }), where);
}
