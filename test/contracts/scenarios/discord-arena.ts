/** Flows in a local Discord. */
import postgres from 'postgres';
import { batonInDiscord } from '../../discord/whole/baton-in-discord.ts';
import { worriesIn } from '../../integration/process/many-processes.ts';
import { discordScene } from './discord-scene.ts';
import type { Arena } from './scene.ts';

export async function discordArena(flows: number): Promise<Arena> {
  const all = Array.from({ length: flows }, (_, index) => index);
  const people = all.map((index) => ({ id: personAt(index), name: `person${index}` }));
  const channels = all.map((index) => ({ id: channelAt(index), name: `channel-${index}` }));
  const { discord, database, crash, close, printed } = await batonInDiscord({
    discord: { people, guilds: [{ owner: personAt(0), members: people, channels }] },
  });
  return {
    scene: (index) => discordScene(discord, personAt(index), channelAt(index), () => notedIn(database.url)),
    crash,
    complaints: () => [...discord.violations, ...worriesIn(printed())],
    close,
  };
}

async function notedIn(url: string): Promise<ReadonlySet<string>> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return new Set((await sql<{ ref: string }[]>`select ref from sent_messages where ref is not null`).map(({ ref }) => ref));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const personAt = (index: number): string => String(920_000_000_000_001_000n + BigInt(index));
const channelAt = (index: number): string => String(910_000_000_000_001_000n + BigInt(index));
