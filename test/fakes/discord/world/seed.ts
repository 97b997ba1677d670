/** A guild as a test asks for it; without wishes, one with a person of every kind and a channel of every kind. */
import type { Channel, ChannelKind, Overwrite } from './channel.ts';
import type { Guild, Member, Role, User } from './guild.ts';
import { P, type PermissionName } from './permissions.ts';
import type { App } from './world.ts';

export interface PersonSpec {
  readonly id: string;
  readonly name: string;
  readonly bot?: boolean;
  readonly dms?: 'open' | 'closed';
}

export interface ChannelSpec {
  readonly id: string;
  readonly name: string;
  readonly kind?: ChannelKind;
  /** By role or person: what they have or lack here besides. The role of everyone has the guild's id, the bot's own is BOT_ROLE. */
  readonly overwrites?: readonly {
    readonly id: string;
    readonly type: 'role' | 'member';
    readonly allow?: readonly PermissionName[];
    readonly deny?: readonly PermissionName[];
  }[];
  readonly tags?: readonly string[];
  readonly requiresTag?: boolean;
}

export interface GuildSpec {
  readonly id?: string;
  readonly name?: string;
  readonly owner?: string;
  /** Default: all people but the outsider. With their roles. */
  readonly members?: readonly { readonly id: string; readonly roles?: readonly string[]; readonly nick?: string }[];
  readonly roles?: readonly { readonly id: string; readonly name: string; readonly permissions?: readonly PermissionName[]; readonly mentionable?: boolean }[];
  readonly channels?: readonly ChannelSpec[];
  /** What the bot's role was granted at the invitation. */
  readonly botPermissions?: readonly PermissionName[];
  /** Where the guild wants words to all. */
  readonly systemChannel?: string;
  /** False: the bot was not invited. */
  readonly installed?: boolean;
}

/** The people, roles and channels, for tests to name. */
export const APP = '930000000000000001';
export const GUILD = '900000000000000001';
export const ANA = '920000000000000001';
export const BEN = '920000000000000002';
/** Has Manage Guild. */
export const CLEO = '920000000000000003';
/** Has no role. */
export const GUS = '920000000000000004';
/** Not in the guild. */
export const EVE = '920000000000000005';
export const OTTO = '920000000000000006';
/** Takes no direct messages. */
export const DINA = '920000000000000007';
export const OTHER_BOT = '920000000000000099';
export const TEAM_ROLE = '940000000000000001';
export const LEADS = '940000000000000002';
export const ADMINS = '940000000000000003';
export const BOT_ROLE = '940000000000000004';
export const GENERAL = '910000000000000001';
/** The bot does not see it. */
export const RANDOM = '910000000000000002';
/** Ana, Ben and the bot see it. */
export const SECRET = '910000000000000003';
export const FORUM = '910000000000000004';
/** The bot may read here, not write. */
export const READ_ONLY = '910000000000000005';

const PEOPLE: readonly PersonSpec[] = [
  { id: ANA, name: 'ana' },
  { id: BEN, name: 'ben' },
  { id: CLEO, name: 'cleo' },
  { id: GUS, name: 'gus' },
  { id: EVE, name: 'eve' },
  { id: OTTO, name: 'otto' },
  { id: DINA, name: 'dina', dms: 'closed' },
  { id: OTHER_BOT, name: 'deploybot', bot: true },
];
const BEGINNING = '2026-01-01T00:00:00.000Z';
const EVERYONE_MAY: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'AttachFiles',
  'EmbedLinks',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
];
/** What the invite link asks for by default; the channel permissions that everyone has come on top. */
const BOT_MAY: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'ManageThreads',
];
const MEMBERS: NonNullable<GuildSpec['members']> = [
  { id: ANA, roles: [TEAM_ROLE] },
  { id: BEN, roles: [TEAM_ROLE, LEADS] },
  { id: CLEO, roles: [TEAM_ROLE, LEADS, ADMINS] },
  { id: GUS },
  { id: OTTO },
  { id: DINA, roles: [TEAM_ROLE] },
  { id: OTHER_BOT },
];
const ROLES: NonNullable<GuildSpec['roles']> = [
  { id: TEAM_ROLE, name: 'team' },
  { id: LEADS, name: 'platform-leads', mentionable: true },
  {
    id: ADMINS,
    name: 'admins',
    permissions: ['ManageGuild', 'ManageChannels', 'ManageThreads', 'ManageMessages', 'ManageRoles', 'KickMembers', 'MentionEveryone'],
  },
];
const CHANNELS = (guild: string): readonly ChannelSpec[] => [
  { id: GENERAL, name: 'general' },
  { id: RANDOM, name: 'random', overwrites: [{ id: BOT_ROLE, type: 'role', deny: ['ViewChannel'] }] },
  {
    id: SECRET,
    name: 'secret',
    overwrites: [
      { id: guild, type: 'role', deny: ['ViewChannel'] },
      ...[ANA, BEN].map((id) => ({ id, type: 'member' as const, allow: ['ViewChannel'] as const })),
      { id: BOT_ROLE, type: 'role', allow: ['ViewChannel'] },
    ],
  },
  { id: FORUM, name: 'questions', kind: 'forum', tags: ['bug', 'idea'] },
  { id: READ_ONLY, name: 'read-only', overwrites: [{ id: BOT_ROLE, type: 'role', deny: ['SendMessages', 'SendMessagesInThreads'] }] },
];

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | P[name], 0n);
}

export function seedUsers(app: App, people: readonly PersonSpec[] = PEOPLE): Map<string, User> {
  const all = [...people, { id: app.id, name: app.name.toLowerCase(), bot: true }];
  return new Map(all.map(({ id, name, bot = false, dms = 'open' }: PersonSpec) => [id, { id, username: name, globalName: capital(name), bot, dms }]));
}

export function seedGuild(spec: GuildSpec, app: App): { guild: Guild; channels: Channel[] } {
  const id = spec.id ?? GUILD;
  const roles = new Map<string, Role>([[id, { id, name: '@everyone', permissions: bits(EVERYONE_MAY), position: 0, managed: false, mentionable: false }]]);
  for (const [index, { permissions = [], mentionable = false, ...role }] of (spec.roles ?? ROLES).entries())
    roles.set(role.id, { ...role, permissions: bits(permissions), position: index + 1, managed: false, mentionable });
  const guild: Guild = {
    id,
    name: spec.name ?? 'Platform team',
    ownerId: spec.owner ?? OTTO,
    roles,
    members: new Map(),
    systemChannel: spec.systemChannel ?? null,
  };
  for (const { id: user, roles: has = [], nick = null } of spec.members ?? MEMBERS) guild.members.set(user, newMember(user, has, nick));
  if (spec.installed !== false) inviteBot(guild, app, spec.botPermissions ?? BOT_MAY);
  return { guild, channels: (spec.channels ?? CHANNELS(id)).map((channel) => seedChannel(channel, id)) };
}

/** The bot joins, with a role of its own. */
export function inviteBot(guild: Guild, app: App, permissions: readonly PermissionName[] = BOT_MAY, joinedAt = BEGINNING): void {
  const id = guild.id === GUILD ? BOT_ROLE : String(BigInt(guild.id) + 900n);
  guild.roles.set(id, { id, name: app.name, permissions: bits(permissions), position: guild.roles.size, managed: true, bot: app.id, mentionable: false });
  guild.members.set(app.id, newMember(app.id, [id], null, joinedAt));
}

export function newMember(user: string, roles: readonly string[], nick: string | null, joinedAt = BEGINNING): Member {
  return { user, roles: new Set(roles), nick, joinedAt };
}

export function seedChannel(spec: ChannelSpec, guild: string): Channel {
  const overwrites = new Map<string, Overwrite>(
    (spec.overwrites ?? []).map(({ id, type, allow = [], deny = [] }) => [id, { type: type === 'role' ? 0 : 1, allow: bits(allow), deny: bits(deny) }]),
  );
  return {
    id: spec.id,
    kind: spec.kind ?? 'text',
    guild,
    name: spec.name,
    parent: null,
    overwrites,
    messages: new Map(),
    ownerId: null,
    thread: null,
    recipients: [],
    tags: (spec.tags ?? []).map((name, index) => ({ id: String(BigInt(spec.id) + 5000n + BigInt(index)), name })),
    requiresTag: spec.requiresTag ?? false,
  };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
