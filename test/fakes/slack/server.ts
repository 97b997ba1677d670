/**
 * A local Slack for the real, unmodified Bolt and Web API client: it holds workspaces, enforces Slack's limits, rates,
 * retries and deadlines, delivers by Socket Mode or HTTP, and lets tests be the people. Loopback only.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTurnedTime, type TurnedTime } from '../time.ts';
import { createRates } from './api/rates.ts';
import { createDeliverer, type Delivered } from './delivery/deliver.ts';
import { type Addresses, createHttpDelivery } from './delivery/http.ts';
import { createSockets, type Sockets } from './delivery/socket.ts';
import { createFaults, type Faults } from './faults.ts';
import { answerHttp } from './http.ts';
import { type WorkspaceDriver, workspaceDriver } from './people/admin.ts';
import { personDriver } from './people/person.ts';
import type { PersonDriver } from './people/person-driver.ts';
import { rendered, type Seen, seenChannel, seenThread } from './seen/thread.ts';
import type { Server } from './server-parts.ts';
import { type App, appOfManifest } from './world/app.ts';
import { createIds } from './world/ids.ts';
import { install } from './world/install.ts';
import { channelsWithBot, seedWorkspace, type WorkspaceSpec } from './world/seed.ts';
import type { Violations } from './world/violation.ts';
import type { Channel, Workspace } from './world/workspace.ts';
import type { Call, Notification, Settings, World } from './world/world.ts';

export interface SlackOptions {
  /** Default: one workspace with a person and a channel of every kind, and Baton installed. */
  readonly workspaces?: readonly WorkspaceSpec[];
  /** Default: what Baton's own manifest says. */
  readonly app?: Partial<App>;
  /** Default: `socket`; with `http`, say where to with `deliversTo`. */
  readonly delivery?: 'socket' | 'http';
  /** How many times faster than documented the rates are; `off`: none. Default 1. */
  readonly rates?: number | 'off';
  readonly time?: TurnedTime;
  /** An app that is sold outside Slack's marketplace reads threads once a minute, 15 messages at a time. */
  readonly unlisted?: boolean;
  /** Slack looks at an uploaded image before a block may show it: how long. Default 0. */
  readonly imagesReadyAfterMs?: number;
  readonly deletedRoots?: Settings['deletedRoots'];
  /** Whether the app hears of its own messages and edits, as at Slack. Default true. */
  readonly hearsItself?: boolean;
  readonly mentionsLackFiles?: boolean;
}

export interface FakeSlack {
  /** For SLACK_API_URL: ends in `/api/`. */
  readonly url: string;
  /** Where people install the app: `/oauth/v2/authorize`. */
  readonly authorizeUrl: string;
  readonly app: App;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly time: TurnedTime;
  readonly faults: Faults;
  readonly sockets: Sockets;
  /** HTTP delivery to these addresses; one address takes everything, as Bolt's `/slack/events` does. */
  deliversTo(address: string | Addresses): void;
  /** Whether the app answers Slack's question at its address. */
  verifiesAddress(): Promise<boolean>;
  person(id: string, team?: string): PersonDriver;
  workspace(team?: string): WorkspaceDriver;
  /** What everyone sees; root first. */
  thread(channel: string, ts: string, team?: string): readonly Seen[];
  channel(channel: string, team?: string): readonly Seen[];
  /** A thread as text, the way a person reads it. */
  renderedThread(channel: string, ts: string, viewer?: string, team?: string): string;
  readonly calls: readonly Call[];
  /** Calls that reached a method: all, or of one method. */
  count(method?: string): number;
  readonly violations: Violations;
  readonly notifications: readonly Notification[];
  readonly delivered: readonly Delivered[];
  /** Resolves once nothing is on its way to the app. */
  settled(): Promise<void>;
  /** Sends something a second time although it was acknowledged, with the same id. */
  deliversAgain(delivered: Delivered): Promise<void>;
  /** The status of an agent's session, as set. */
  agentStatus(channel: string, thread: string): string | null;
  close(): Promise<void>;
}

export async function slackServer(options: SlackOptions = {}): Promise<FakeSlack> {
  const world = createWorld(options);
  const http = createServer();
  const sockets = createSockets(world, http);
  let addresses: Addresses | null = null;
  const overHttp = createHttpDelivery(world, () => addresses);
  const deliver = createDeliverer(world, () => (options.delivery === 'http' ? overHttp : sockets));
  const server: Server = { world, deliver, faults: createFaults(), sockets };
  const rates = createRates(world);
  http.on('request', (request, response) => {
    answerHttp(server, rates, request, response).catch((error) => response.writeHead(500).end(`the local server failed: ${error?.stack ?? error}`));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  world.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const first = [...world.workspaces.keys()][0] ?? '';

  function workspaceNamed(team = first): Workspace {
    const workspace = world.workspaces.get(team);
    if (!workspace) throw new Error(`No workspace ${team}`);
    return workspace;
  }

  function channelNamed(id: string, team?: string): Channel {
    const channel = workspaceNamed(team).channels.get(id);
    if (!channel) throw new Error(`No channel ${id}`);
    return channel;
  }

  return {
    url: `${world.origin}/api/`,
    authorizeUrl: `${world.origin}/oauth/v2/authorize`,
    app: world.app,
    botToken: [...world.tokens].find(([, token]) => token.kind === 'bot')?.[0] ?? '',
    appToken: world.app.appToken,
    signingSecret: world.app.signingSecret,
    time: world.time,
    faults: server.faults,
    sockets,
    deliversTo(address) {
      addresses = typeof address === 'string' ? { events: address, commands: address, interactivity: address } : address;
    },
    verifiesAddress: () => overHttp.verifyAddress(),
    person(id, team) {
      const workspace = workspaceNamed(team);
      const person = workspace.people.get(id);
      if (!person) throw new Error(`No person ${id}`);
      return personDriver({ server, workspace, person });
    },
    workspace: (team) => workspaceDriver(server, workspaceNamed(team)),
    thread: (channel, ts, team) => seenThread(workspaceNamed(team), channelNamed(channel, team), ts, null),
    channel: (channel, team) => seenChannel(workspaceNamed(team), channelNamed(channel, team), null),
    renderedThread: (channel, ts, viewer, team) => rendered(seenThread(workspaceNamed(team), channelNamed(channel, team), ts, viewer ?? null)).join('\n'),
    calls: world.calls,
    count: (method) => world.calls.filter((call) => method === undefined || call.method === method).length,
    violations: world.violations,
    notifications: world.notifications,
    delivered: deliver.delivered,
    settled: () => deliver.settled(),
    deliversAgain: (delivered) => deliver.again(delivered),
    agentStatus: (channel, thread) => world.agentStatus.get(`${channel} ${thread}`) ?? null,
    async close() {
      world.time.stop();
      await sockets.close();
      overHttp.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function createWorld(options: SlackOptions): World {
  const time = options.time ?? createTurnedTime();
  const app: App = { ...appOfManifest(), ...options.app };
  const world: World = {
    app,
    time,
    ids: createIds(time.now),
    workspaces: new Map(),
    tokens: new Map([[app.appToken, { kind: 'app', team: null, state: 'active', expiresAt: null }]]),
    refreshTokens: new Map(),
    codes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    calls: [],
    violations: [],
    notifications: [],
    agentStatus: new Map(),
    settings: {
      ratesFaster: options.rates === 'off' ? 0 : (options.rates ?? 1),
      unlisted: options.unlisted ?? false,
      imagesReadyAfterMs: options.imagesReadyAfterMs ?? 0,
      deletedRoots: options.deletedRoots ?? 'unthreads',
      hearsItself: options.hearsItself ?? true,
      mentionsLackFiles: options.mentionsLackFiles ?? false,
    },
    origin: '',
  };
  for (const spec of options.workspaces ?? [{}]) {
    const workspace = seedWorkspace(spec);
    world.workspaces.set(workspace.id, workspace);
    if (spec.installed === false) continue;
    install(
      world,
      workspace,
      app.scopes.filter((scope) => !spec.withoutScopes?.includes(scope)),
    );
    for (const id of channelsWithBot(spec)) workspace.channels.get(id)?.members.add(workspace.installed?.botUserId ?? '');
  }
  return world;
}
