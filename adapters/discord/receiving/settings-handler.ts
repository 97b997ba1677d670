/** The settings: all of them to read, a list to choose from, and a form for what was chosen. */
import { noticeCard } from '../../../src/cards/notice.ts';
import { isSettingGroup } from '../../../src/cards/setting-groups.ts';
import { type ChannelId, channelId } from '../../../src/engine/ids.ts';
import { type PeopleBy, settingsForm } from '../modals/settings-form.ts';
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
  const form = (people: PeopleBy) => (isSettingGroup(group) ? settingsForm({ channel, resolved }, group, page, people) : null);
  const [picking, typing] = [form('picking'), form('typing')];
  if (picking === null || typing === null) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const { answer } = job.live;
  let shown = answer === null ? 'late' : await answer.modal(picking);
  // Somebody or something in its lists is not there any more.
  if (answer !== null && shown === 'refused') shown = await answer.modal(typing);
  if (shown !== 'shown') await deps.tell(job, noticeCard({ kind: 'press-again' }), where);
}
