/** What someone with the right does to a workspace: channels end, the bot comes and goes, tokens are taken back. */
import type { Server } from '../server-parts.ts';
import { endTokens, type Granted, install } from '../world/install.ts';
import type { Channel, Install, PersonKind, Workspace } from '../world/workspace.ts';

export interface WorkspaceDriver {
  readonly id: string;
  readonly botUserId: string;
  /** The newest bot token that works here. */
  readonly token: string;
  archives(channel: string): Promise<void>;
  unarchives(channel: string): Promise<void>;
  deletesChannel(channel: string): Promise<void>;
  kicks(channel: string, user: string): Promise<void>;
  invites(channel: string, user: string): Promise<void>;
  kicksBot(channel: string): Promise<void>;
  invitesBot(channel: string): Promise<void>;
  /** The app is removed: its tokens end, and it hears `tokens_revoked` and `app_uninstalled`. */
  uninstalls(): Promise<void>;
  /** The token is taken back, the app stays. `tell` false: it hears nothing of it. */
  revokesToken(options?: { readonly tell?: boolean }): Promise<void>;
  installs(scopes?: readonly string[]): Granted;
  withdrawsScope(scope: string): void;
  /** From now on these block types are answered with `invalid_blocks`. */
  rejects(...types: readonly string[]): void;
  accepts(...types: readonly string[]): void;
  setsGroup(group: string, users: readonly string[]): Promise<void>;
  turns(user: string, kind: PersonKind): Promise<void>;
}

export function workspaceDriver(server: Server, workspace: Workspace): WorkspaceDriver {
  const { world } = server;
  const say = (event: { type: string } & Record<string, unknown>) => server.deliver.event(workspace, { ...event, event_ts: world.ids.ts() }, admin());
  const admin = () => [...workspace.people.values()].find((person) => person.kind === 'admin')?.id ?? 'U0';

  function bot(): Install {
    if (!workspace.installed) throw new Error('Baton is not installed.');
    return workspace.installed;
  }

  function named(id: string): Channel {
    const channel = workspace.channels.get(id);
    if (!channel) throw new Error(`No channel ${id}`);
    return channel;
  }

  const family = (channel: Channel) => (channel.kind === 'public' ? 'channel' : 'group');
  const letter = (channel: Channel) => (channel.kind === 'public' ? 'C' : 'G');

  async function kick(id: string, user: string): Promise<void> {
    const channel = named(id);
    const left = { type: 'member_left_channel', user, channel: id, channel_type: letter(channel), team: workspace.id };
    channel.members.delete(user);
    await (user === bot().botUserId ? say({ type: `${family(channel)}_left`, channel: id, actor_id: admin() }) : say(left));
  }

  async function invite(id: string, user: string): Promise<void> {
    const channel = named(id);
    channel.members.add(user);
    await say({ type: 'member_joined_channel', user, channel: id, channel_type: letter(channel), team: workspace.id, inviter: admin() });
  }

  return {
    id: workspace.id,
    get botUserId() {
      return bot().botUserId;
    },
    get token() {
      const working = [...world.tokens].filter(([, token]) => token.kind === 'bot' && token.team === workspace.id && token.state === 'active');
      const [newest] = working.at(-1) ?? [];
      if (newest === undefined) throw new Error('No token works here.');
      return newest;
    },
    async archives(id) {
      named(id).archived = true;
      await say({ type: `${family(named(id))}_archive`, channel: id, user: admin(), is_moved: 0 });
    },
    async unarchives(id) {
      named(id).archived = false;
      await say({ type: `${family(named(id))}_unarchive`, channel: id, user: admin() });
    },
    async deletesChannel(id) {
      const channel = named(id);
      workspace.channels.delete(id);
      await say({ type: `${family(channel)}_deleted`, channel: id });
    },
    kicks: kick,
    invites: invite,
    kicksBot: (id) => kick(id, bot().botUserId),
    invitesBot: (id) => invite(id, bot().botUserId),
    async uninstalls() {
      const { botUserId } = bot();
      endTokens(world, workspace, 'inactive');
      for (const channel of workspace.channels.values()) channel.members.delete(botUserId);
      workspace.installed = null;
      await Promise.all([say({ type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] } }), say({ type: 'app_uninstalled' })]);
    },
    async revokesToken({ tell = true } = {}) {
      endTokens(world, workspace, 'revoked');
      if (tell) await say({ type: 'tokens_revoked', tokens: { oauth: [], bot: [bot().botUserId] } });
    },
    installs: (scopes = world.app.scopes) => install(world, workspace, scopes),
    withdrawsScope: (scope) => void bot().scopes.delete(scope),
    rejects: (...types) => {
      for (const type of types) workspace.rejects.add(type);
    },
    accepts: (...types) => {
      for (const type of types) workspace.rejects.delete(type);
    },
    async setsGroup(id, users) {
      const group = workspace.groups.get(id);
      if (!group) throw new Error(`No group ${id}`);
      group.users.clear();
      for (const user of users) group.users.add(user);
      await say({ type: 'subteam_updated', subteam: { id, team_id: workspace.id, handle: group.handle, users: [...users], user_count: users.length } });
    },
    async turns(user, kind) {
      const person = workspace.people.get(user);
      if (!person) throw new Error(`No person ${user}`);
      person.kind = kind;
      await say({ type: 'user_change', user: { id: user, team_id: workspace.id, deleted: kind === 'deactivated' } });
    },
  };
}
