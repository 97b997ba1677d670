/**
 * A local Discord for the real, unmodified discord.js: it holds guilds, enforces Discord's limits, rates, permissions
 * and deadlines over REST and gateway, and lets tests be the people. Loopback only.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTurnedTime, type TurnedTime } from '../time.ts';
import { createInvalidRequests } from './api/invalid-requests.ts';
import { createRates } from './api/rates.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { answerHttp } from './http.ts';
import type { Loose } from './loose.ts';
import { type GuildDriver, guildDriver } from './people/guild-driver.ts';
import { personDriver } from './people/person.ts';
import type { PersonDriver } from './people/person-driver.ts';
import { rendered, type Seen, seenChannel, seenThread } from './seen/thread.ts';
import type { Channel } from './world/channel.ts';
import { createIds } from './world/ids.ts';
import type { Interaction } from './world/interaction.ts';
import { APP, GUILD, type GuildSpec, type PersonSpec, seedGuild, seedUsers } from './world/seed.ts';
import type { Violations } from './world/violation.ts';
import type { App, Call, Notification, Settings, World } from './world/world.ts';

const HEARTBEAT_MS = 41_250;
const SESSION_LIVES_MS = 3 * 60_000;
const FILE_LIMIT = 10 * 1024 * 1024;

export interface DiscordOptions {
  /** Default: one guild with a person of every kind and a channel of every kind, and Baton in it. */
  readonly guilds?: readonly GuildSpec[];
  readonly people?: readonly PersonSpec[];
  /** The switches of the developer portal. Default: message content on, members off. */
  readonly app?: Partial<App>;
  /** How many times faster than at Discord the rates are; `off`: none. Default 1. */
  readonly rates?: number | 'off';
  readonly time?: TurnedTime;
  readonly postsInArchived?: Settings['postsInArchived'];
  readonly heartbeatEveryMs?: number;
  readonly sessionLivesMs?: number;
  readonly fileLimitBytes?: number;
}

export interface FakeDiscord {
  /** For `new Client({ rest: { api } })`. */
  readonly api: string;
  readonly token: string;
  readonly app: App;
  readonly time: TurnedTime;
  readonly faults: Faults;
  readonly gateway: Gateway;
  person(id: string): PersonDriver;
  guild(id?: string): GuildDriver;
  /** What everyone sees; the message that the thread grew from is the first. */
  thread(thread: string): readonly Seen[];
  channel(channel: string): readonly Seen[];
  /** The ids of a channel's threads, oldest first. */
  threadsOf(channel: string): readonly string[];
  threadState(thread: string): { readonly name: string; readonly archived: boolean; readonly locked: boolean; readonly members: readonly string[] } | null;
  /** A thread as text, the way a person reads it. */
  renderedThread(thread: string, viewer?: string): string;
  /** What is registered: global, or for one guild. */
  commands(guild?: string): readonly Loose[];
  readonly calls: readonly Call[];
  /** Calls that reached a route, as `message.post`: all, or of one. */
  count(route?: string): number;
  /** 401, 403 and 429 within ten minutes. */
  invalidRequests(): number;
  readonly violations: Violations;
  /** Who was really notified by which message. */
  readonly notifications: readonly Notification[];
  readonly interactions: readonly Interaction[];
  /** The last interaction reaches the app a second time, with the same id. */
  deliversInteractionAgain(): void;
  /** The token is taken back: the old one ends everywhere. Returns the new one. */
  resetsToken(): string;
  close(): Promise<void>;
}

export async function discordServer(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const world = createWorld(options);
  const http = createServer();
  const gateway = createGateway(world, http);
  const server = { world, gateway, faults: createFaults() };
  const desk = { server, rates: createRates(world), invalid: createInvalidRequests(world) };
  http.on('request', (request, response) => {
    answerHttp(desk, request, response).catch((error) => response.writeHead(500).end(`the local server failed: ${error?.stack ?? error}`));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  world.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  function channelNamed(id: string): Channel {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`No channel ${id}`);
    return channel;
  }

  return {
    api: `${world.origin}/api`,
    get token() {
      return world.app.token;
    },
    app: world.app,
    time: world.time,
    faults: server.faults,
    gateway,
    person(id) {
      const person = world.users.get(id);
      if (!person) throw new Error(`No person ${id}`);
      return personDriver(server, person);
    },
    guild(id = [...world.guilds.keys()][0] ?? GUILD) {
      const guild = world.guilds.get(id);
      if (!guild) throw new Error(`No guild ${id}`);
      return guildDriver(server, guild);
    },
    thread: (id) => seenThread(world, channelNamed(id), null),
    channel: (id) => seenChannel(world, channelNamed(id), null),
    threadsOf: (id) => [...world.channels.values()].filter((one) => one.thread !== null && one.parent === id).map((one) => one.id),
    threadState(id) {
      const thread = world.channels.get(id);
      return thread?.thread ? { name: thread.name, archived: thread.thread.archived, locked: thread.thread.locked, members: [...thread.thread.members] } : null;
    },
    renderedThread: (id, viewer) => rendered(seenThread(world, channelNamed(id), viewer ?? null)),
    commands: (guild) =>
      [...world.commands.values()].filter((one) => one.guild === (guild ?? null)).map((one) => ({ id: one.id, version: one.version, ...one.body })),
    calls: world.calls,
    count: (route) => world.calls.filter((call) => route === undefined || call.route === route).length,
    invalidRequests: () => desk.invalid.count(),
    violations: world.violations,
    notifications: world.notifications,
    get interactions() {
      return [...world.interactions.values()];
    },
    deliversInteractionAgain: () => gateway.again('INTERACTION_CREATE'),
    resetsToken() {
      world.app.token = world.ids.secret('token');
      for (const session of gateway.sessions) session.ended = true;
      gateway.closeWith(4004);
      return world.app.token;
    },
    async close() {
      world.time.stop();
      await gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function createWorld(options: DiscordOptions): World {
  const time = options.time ?? createTurnedTime();
  const app: App = { id: APP, name: 'Baton', token: 'local.discord.token', messageContent: true, membersIntent: false, ...options.app };
  const world: World = {
    app,
    time,
    ids: createIds(time.now),
    users: seedUsers(app, options.people),
    guilds: new Map(),
    channels: new Map(),
    files: new Map(),
    commands: new Map(),
    interactions: new Map(),
    forms: new Map(),
    nonces: new Map(),
    calls: [],
    violations: [],
    notifications: [],
    settings: {
      ratesFaster: options.rates === 'off' ? 0 : (options.rates ?? 1),
      postsInArchived: options.postsInArchived ?? 'unarchive',
      heartbeatEveryMs: options.heartbeatEveryMs ?? HEARTBEAT_MS,
      sessionLivesMs: options.sessionLivesMs ?? SESSION_LIVES_MS,
      fileLimitBytes: options.fileLimitBytes ?? FILE_LIMIT,
    },
    origin: '',
  };
  for (const spec of options.guilds ?? [{}]) {
    const { guild, channels } = seedGuild(spec, app);
    world.guilds.set(guild.id, guild);
    for (const channel of channels) world.channels.set(channel.id, channel);
  }
  return world;
}
