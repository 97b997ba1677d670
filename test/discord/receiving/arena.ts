/** A local Discord without rates, and Baton at it, for one test. */
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import type { Opened } from '../../opened.ts';
import { type BatonAtDiscord, type BatonOptions, batonAtDiscord } from './baton-at-discord.ts';

export interface Arena {
  readonly discord: FakeDiscord;
  readonly baton: BatonAtDiscord;
}

/** `open`: what the test closes when it ends, the newest first. */
export async function openArena(open: Opened[], options: Pick<BatonOptions, 'drives'> = {}): Promise<Arena> {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord, ...options });
  open.push(baton);
  return { discord, baton };
}
