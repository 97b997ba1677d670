/** The app as its settings at Slack have it: what it may hear, which commands and scopes it asks for. */
export interface App {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly appToken: string;
  readonly botName: string;
  readonly scopes: readonly string[];
  readonly events: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  readonly shortcuts: readonly { readonly type: 'message' | 'global'; readonly callbackId: string; readonly name: string }[];
  readonly tokenRotation: boolean;
}

export const DEFAULT_APP: App = {
  id: 'A0BATON0001',
  clientId: '1000000000001.2000000000002',
  clientSecret: 'test-client-secret-of-the-local-server',
  signingSecret: 'test-signing-secret-of-the-local-server',
  verificationToken: 'test-verification-token',
  appToken: 'xapp-1-A0BATON0001-local',
  botName: 'baton',
  scopes: [
    'app_mentions:read',
    'assistant:write',
    'channels:history',
    'channels:join',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'mpim:history',
    'mpim:read',
    'reactions:read',
    'reactions:write',
    'team:read',
    'usergroups:read',
    'users:read',
  ],
  events: new Set([
    'agent_session_stopped',
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'channel_archive',
    'channel_deleted',
    'channel_left',
    'channel_unarchive',
    'group_archive',
    'group_left',
    'member_joined_channel',
    'member_left_channel',
    'message.channels',
    'message.groups',
    'message.im',
    'message.mpim',
    'reaction_added',
    'subteam_members_changed',
    'subteam_updated',
    'team_join',
    'tokens_revoked',
    'user_change',
  ]),
  commands: new Set(['/orchestrate', '/parallel', '/plan-only', '/baton']),
  shortcuts: [
    { type: 'message', callbackId: 'orchestrate_this', name: 'Orchestrate this' },
    { type: 'message', callbackId: 'expert_panel', name: 'Expert panel on this thread' },
  ],
  tokenRotation: false,
};
