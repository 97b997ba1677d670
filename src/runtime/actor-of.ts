/**
 * Who acts on a run, as the engine wants to know them: in the groups that the surface knows of and in those of the
 * run's own channel, wherever the words were typed.
 */
import type { Actor } from '../engine/decision.ts';
import { type ChannelId, groupId } from '../engine/ids.ts';
import type { Acting } from '../ports/desk.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

export async function actorOf(
  { tenant, actor, groups, admin }: Acting,
  { channel }: { readonly channel: ChannelId },
  { settings }: { readonly settings: SettingsStore },
): Promise<Actor> {
  const named = Object.entries((await settings.resolve(tenant, channel)).values.groups);
  const own = named.filter(([, members]) => members.includes(actor)).map(([name]) => groupId(name));
  return { id: actor, groups: [...new Set([...groups, ...own])], admin };
}
