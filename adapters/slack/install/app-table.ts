/**
 * What the Slack app must be allowed and told, each with what Baton uses it for: the one table that the manifest is checked
 * against, that an installation asks for, and that the doctor reads.
 */

/** Bot scopes. `without`: what no longer works when a workspace does not give it. */
export const SCOPES = {
  commands: { use: 'slash commands and message shortcuts', without: 'nothing can be started but by a mention' },
  'app_mentions:read': { use: 'hears that it is mentioned', without: 'mentions are not heard' },
  'chat:write': { use: 'posts and edits its messages, and private answers', without: 'Baton cannot speak' },
  'channels:history': {
    use: 'hears replies in its threads, and looks there for what it may have posted already',
    without: 'replies in public channels are not heard',
  },
  'groups:history': { use: 'the same in private channels', without: 'replies in private channels are not heard' },
  'im:history': { use: 'the same in direct messages', without: 'direct messages are not heard' },
  'mpim:history': { use: 'the same in group messages', without: 'replies in group messages are not heard' },
  'channels:read': {
    use: 'knows whether a public channel is archived or shared, and whether it is in it',
    without: 'people of other organisations cannot be told apart, and are refused',
  },
  'groups:read': { use: 'the same of private channels, which keep their content to themselves', without: 'private channels are refused' },
  'im:read': { use: 'knows whose a direct message is', without: 'direct messages are refused' },
  'mpim:read': { use: 'knows who is in a group message', without: 'group messages are refused' },
  'im:write': { use: 'sends reminders as direct messages', without: 'reminders are posted in the thread' },
  'users:read': { use: 'knows guests, bots and admins, and names for the prompts', without: 'nobody can be told from a guest, and everybody is refused' },
  'usergroups:read': { use: 'who is in a user group that may approve', without: 'groups cannot approve' },
  'files:read': { use: 'takes files on a message as input', without: 'files are refused by name' },
  'files:write': { use: 'uploads long results and the picture of the plan', without: 'long results are posted as text, and there is no picture' },
  'assistant:write': { use: 'is an agent with a stop button of Slack’s own', without: 'there is no stop button of Slack’s own' },
} as const satisfies Record<string, { readonly use: string; readonly without: string }>;

export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** Events, and the scope that Slack wants for each; null: none. */
export const EVENTS = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  app_home_opened: null,
  agent_session_stopped: 'assistant:write',
  member_joined_channel: 'channels:read',
  channel_left: 'channels:read',
  group_left: 'groups:read',
  channel_archive: 'channels:read',
  channel_unarchive: 'channels:read',
  channel_deleted: 'channels:read',
  group_archive: 'groups:read',
  group_unarchive: 'groups:read',
  group_deleted: 'groups:read',
  subteam_members_changed: 'usergroups:read',
  subteam_updated: 'usergroups:read',
  user_change: 'users:read',
  app_uninstalled: null,
  tokens_revoked: null,
} as const satisfies Record<string, Scope | null>;

export const COMMANDS = ['/orchestrate', '/parallel', '/plan-only', '/baton'] as const;

/** Callback ids of the message shortcuts. */
export const SHORTCUTS = { orchestrate: 'orchestrate_this', panel: 'panel_on_thread' } as const;

export const EVENTS_PATH = '/slack/events';
export const INSTALL_PATH = '/slack/install';
