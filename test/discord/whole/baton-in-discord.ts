/** Baton as a process of its own in a local Discord: it is killed and started again while people work with it there. */
import { z } from 'zod';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import type { BatonProcess } from '../../integration/process/baton-process.ts';
import { type BatonProcesses, batonProcesses } from '../../integration/process/many-processes.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';

export interface BatonInDiscord extends Omit<BatonProcesses, 'kill'> {
  readonly discord: FakeDiscord;
  readonly database: FreshDatabase;
  close(): Promise<void>;
}

const PATIENCE_MS = 45_000;

export async function batonInDiscord(
  options: { readonly discord?: DiscordOptions; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<BatonInDiscord> {
  const [discord, database] = await Promise.all([discordServer(options.discord), freshDatabase()]);
  const processes = batonProcesses({ DATABASE_URL: database.url, DISCORD_API_URL: discord.api, DISCORD_TOKEN: discord.token, ...options.env });

  async function launch(): Promise<BatonProcess> {
    const started = await processes.launch();
    const deadline = Date.now() + PATIENCE_MS;
    await until(async () => {
      const health = await healthOf(started);
      if (Date.now() > deadline) throw new Error(`Discord is ${health}, with ${discord.commands().length} commands:\n${started.output()}`);
      return (health === 'ok' || health === 'limited') && discord.commands().length > 0;
    });
    return started;
  }

  async function close(): Promise<void> {
    await processes.kill();
    await discord.close();
    await database.drop();
  }

  try {
    await launch();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...processes,
    launch,
    async crash() {
      await processes.kill();
      await launch();
    },
    discord,
    database,
    close,
  };
}

const healthShape = z.looseObject({ discord: z.string().optional() });

/** What `/healthz` says of Discord. */
export async function healthOf({ address }: Pick<BatonProcess, 'address'>): Promise<string | undefined> {
  return healthShape.parse(await (await fetch(new URL('/healthz', address))).json()).discord;
}
