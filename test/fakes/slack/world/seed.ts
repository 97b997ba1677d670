/** A workspace as a test asks for it; without wishes, one with a person of every kind and a channel of every kind. */
import type { Channel, Person, PersonKind, Workspace } from './workspace.ts';

export interface WorkspaceSpec {
  readonly id?: string;
  readonly name?: string;
  readonly people?: readonly PersonSpec[];
  readonly channels?: readonly ChannelSpec[];
  readonly groups?: readonly { readonly id: string; readonly handle: string; readonly users: readonly string[] }[];
  /** Block types that this workspace answers with `invalid_blocks`. */
  readonly rejects?: readonly string[];
  /** Scopes that its admin did not grant. */
  readonly withoutScopes?: readonly string[];
  /** False: Baton comes by OAuth. */
  readonly installed?: boolean;
}

export interface PersonSpec {
  readonly id: string;
  readonly name: string;
  readonly kind?: PersonKind;
  readonly teamId?: string;
}

export interface ChannelSpec {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'public' | 'private' | 'mpim';
  /** Default: everyone but people from outside. */
  readonly members?: readonly string[];
  readonly shared?: boolean;
  /** Default: true. */
  readonly withBot?: boolean;
  readonly archived?: boolean;
}

/** The people of a workspace, for tests to name. */
export const ANA = 'U000000ANA';
export const BEN = 'U000000BEN';
export const CLEO = 'U00000CLEO';
export const GUS = 'U000000GUS';
export const EVE = 'U000000EVE';
export const DAN = 'U000000DAN';
export const OTHER_BOT = 'U0OTHERBOT';
export const GENERAL = 'C00GENERAL';
export const RANDOM = 'C000RANDOM';
export const SECRET = 'C000SECRET';
export const SHARED = 'C000SHARED';
export const ARCHIVED = 'C0ARCHIVED';
export const LEADS = 'S00000LEADS';
export const TEAM = 'T0000000ONE';

const PEOPLE: readonly PersonSpec[] = [
  { id: ANA, name: 'ana' },
  { id: BEN, name: 'ben' },
  { id: CLEO, name: 'cleo', kind: 'admin' },
  { id: GUS, name: 'gus', kind: 'guest' },
  { id: DAN, name: 'dan', kind: 'deactivated' },
  { id: EVE, name: 'eve', kind: 'external', teamId: 'T00OUTSIDE' },
  { id: OTHER_BOT, name: 'deploybot', kind: 'bot' },
];
const CHANNELS: readonly ChannelSpec[] = [
  { id: GENERAL, name: 'general' },
  { id: RANDOM, name: 'random', withBot: false },
  { id: SECRET, name: 'secret', kind: 'private', members: [ANA, BEN] },
  { id: SHARED, name: 'shared', shared: true, members: [ANA, BEN, EVE] },
  { id: ARCHIVED, name: 'old', archived: true },
];
const GROUPS = [{ id: LEADS, handle: 'platform-leads', users: [BEN, CLEO] }];

export function seedWorkspace(spec: WorkspaceSpec): Workspace {
  const id = spec.id ?? TEAM;
  const people = new Map<string, Person>();
  for (const { kind = 'member', teamId = id, ...person } of spec.people ?? PEOPLE)
    people.set(person.id, { ...person, kind, teamId, realName: capital(person.name), tz: 'Europe/Berlin' });
  const channels = new Map<string, Channel>();
  for (const channel of spec.channels ?? CHANNELS) channels.set(channel.id, seedChannel(channel, [...people.values()]));
  const name = spec.name ?? 'Platform team';
  return {
    id,
    name,
    domain: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    people,
    channels,
    groups: new Map((spec.groups ?? GROUPS).map((group) => [group.id, { ...group, users: new Set(group.users), disabled: false }])),
    files: new Map(),
    stacks: new Map(),
    homes: new Map(),
    rejects: new Set(spec.rejects ?? []),
    installed: null,
  };
}

/** The channels that the bot is in from the start. */
export function channelsWithBot(spec: WorkspaceSpec): readonly string[] {
  return (spec.channels ?? CHANNELS).filter((channel) => channel.withBot ?? true).map((channel) => channel.id);
}

function seedChannel(spec: ChannelSpec, people: readonly Person[]): Channel {
  const { id, name, kind = 'public', shared = false, archived = false } = spec;
  const members = spec.members ?? people.filter((person) => !['external', 'deactivated'].includes(person.kind)).map((person) => person.id);
  return { id, name, kind, shared, archived, members: new Set(members), messages: new Map() };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
