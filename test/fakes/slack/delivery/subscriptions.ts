/** Whether the app hears of an event at all: it must be subscribed to it, and hold the scope that the event needs. */
import type { App } from '../world/app.ts';
import type { Workspace } from '../world/workspace.ts';

const MESSAGES = {
  channel: { event: 'message.channels', scope: 'channels:history' },
  group: { event: 'message.groups', scope: 'groups:history' },
  im: { event: 'message.im', scope: 'im:history' },
  mpim: { event: 'message.mpim', scope: 'mpim:history' },
} as const;

const SCOPES: Readonly<Record<string, string>> = {
  agent_session_stopped: 'assistant:write',
  app_mention: 'app_mentions:read',
  channel_archive: 'channels:read',
  channel_deleted: 'channels:read',
  channel_left: 'channels:read',
  channel_unarchive: 'channels:read',
  group_archive: 'groups:read',
  group_deleted: 'groups:read',
  group_unarchive: 'groups:read',
  group_left: 'groups:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  reaction_added: 'reactions:read',
  subteam_members_changed: 'usergroups:read',
  subteam_updated: 'usergroups:read',
  team_join: 'users:read',
  user_change: 'users:read',
};

/** What an app hears even after it has lost its tokens. */
const ALWAYS = ['app_uninstalled', 'tokens_revoked'];

export function isSubscribed(app: App, workspace: Workspace, event: { readonly type: string } & Readonly<Record<string, unknown>>): boolean {
  const message = event.type === 'message' ? MESSAGES[event.channel_type as keyof typeof MESSAGES] : undefined;
  if (!app.events.has(message?.event ?? event.type)) return false;
  if (ALWAYS.includes(event.type)) return true;
  const scope = message?.scope ?? SCOPES[event.type];
  return workspace.installed !== null && (scope === undefined || workspace.installed.scopes.has(scope));
}
