/**
 * Baton as a process of its own in a local Slack, made from the manifest: it is killed and started again while people
 * work with it there. What a test sees is what people see in Slack.
 */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Seen } from '../../fakes/slack/seen/thread.ts';
import { type FakeSlack, type SlackOptions, slackServer } from '../../fakes/slack/server.ts';
import { GENERAL } from '../../fakes/slack/world/seed.ts';
import { type BatonProcesses, batonProcesses } from '../../integration/process/many-processes.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { readManifest } from '../install/manifest-shape.ts';

export type Mode = 'socket' | 'http';
export const MODES: readonly Mode[] = ['socket', 'http'];

export interface BatonInSlack extends Omit<BatonProcesses, 'kill'> {
  readonly slack: FakeSlack;
  readonly database: FreshDatabase;
  close(): Promise<void>;
}

export async function batonInSlack(
  mode: Mode,
  options: { readonly slack?: SlackOptions; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<BatonInSlack> {
  const [slack, database, port] = await Promise.all([slackServer({ delivery: mode, app: appOfManifest(), ...options.slack }), freshDatabase(), freePort()]);
  if (mode === 'http') slack.deliversTo(`http://127.0.0.1:${port}/slack/events`);
  const delivery: Record<string, string> =
    mode === 'socket' ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_PORT: String(port) };
  const processes = batonProcesses({ DATABASE_URL: database.url, SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: slack.botToken, ...delivery, ...options.env });
  async function close(): Promise<void> {
    await processes.kill();
    await slack.close();
    await database.drop();
  }

  try {
    await processes.launch();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...processes,
    slack,
    database,
    close,
  };
}

/** What people wait for at most: a takeover after `kill -9`, and a busy machine. */
const PATIENCE_MS = 60_000;

/** Waits until somebody sees it; what there is instead is told. */
async function seen(slack: FakeSlack, what: string, look: () => Seen | undefined, instead: () => string): Promise<Seen> {
  const deadline = Date.now() + PATIENCE_MS;
  return await until(() => {
    if (Date.now() > deadline) throw new Error(`Nobody saw ${what} in time. Violations: ${JSON.stringify(slack.violations)}. There is:\n${instead()}`);
    return look();
  });
}

/** The message that a run's thread begins with, once it is there. */
export function rootWith(slack: FakeSlack, text: string, channel = GENERAL): Promise<Seen> {
  const messages = () => slack.channel(channel);
  return seen(
    slack,
    `"${text}"`,
    () => messages().find(({ lines }) => lines.join('\n').includes(text)),
    () =>
      messages()
        .map(({ lines }) => lines.join('\n'))
        .join('\n---\n'),
  );
}

/** The newest message of a thread that says this, and offers a button that begins so where one is named. */
export function reply(slack: FakeSlack, { channel, ts }: Pick<Seen, 'channel' | 'ts'>, text: string, button?: string): Promise<Seen> {
  return seen(
    slack,
    `"${text}"${button === undefined ? '' : ` with [${button}]`}`,
    () =>
      slack
        .thread(channel, ts)
        .findLast(({ lines, buttons }) => lines.join('\n').includes(text) && (button === undefined || buttons.some((label) => label.startsWith(button)))),
    () => slack.renderedThread(channel, ts),
  );
}

export function textOf(slack: FakeSlack, { channel, ts }: Pick<Seen, 'channel' | 'ts'>): string {
  return slack.renderedThread(channel, ts);
}

/** Each card of a run stands in its thread once: by the key that every message carries. */
export function twice(slack: FakeSlack, { channel, ts }: Pick<Seen, 'channel' | 'ts'>): readonly string[] {
  const keys = slack.thread(channel, ts).flatMap(({ metadata }) => (metadata === null ? [] : [JSON.stringify(metadata)]));
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

function appOfManifest(): Partial<FakeSlack['app']> {
  const { oauth_config, settings, features } = readManifest('slack-manifest.yaml');
  return {
    scopes: oauth_config.scopes.bot,
    events: new Set(settings.event_subscriptions.bot_events),
    commands: new Map(features.slash_commands.map(({ command, should_escape }) => [command, { shouldEscape: should_escape }])),
    shortcuts: features.shortcuts.map(({ type, name, callback_id }) => ({ type, name, callbackId: callback_id })),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
