/** What people and places are asked with: Discord's own words for what is not there, or not to be seen, are answers. */
import { type DiscordApi, discordFailure } from '../sending/index.ts';
import type { Answer, DiscordReads } from './discord-reads.ts';

/** How long somebody's action may wait for Discord to say who they are: after that it is as if Discord did not answer. */
const PATIENCE_MS = 10_000;

export function readsOf(api: Pick<DiscordApi, 'get'>): DiscordReads {
  return {
    async get(path): Promise<Answer> {
      try {
        return { kind: 'ok', value: await api.get(path, { priority: 'answer', patienceMs: PATIENCE_MS }) };
      } catch (error) {
        const failure = discordFailure(error)?.kind;
        if (failure === 'gone') return { kind: 'gone' };
        if (failure === 'no-access' || failure === 'not-allowed') return { kind: 'hidden' };
        throw error;
      }
    },
  };
}
