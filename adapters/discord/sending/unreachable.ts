/** Why a run's thread is out of reach: Discord says the same of a thread that is gone and of one whose channel is, so it is asked a little more. */

import { chatFailure } from '../../../src/chat/sending/chat-failure.ts';
import type { SurfaceMessage, UnreachableReason } from '../../../src/ports/surface.ts';
import type { DiscordApi } from './api.ts';
import { type DiscordFailure, discordFailure } from './discord-error.ts';

export async function unreachableReason(api: DiscordApi, error: unknown, { place }: SurfaceMessage): Promise<UnreachableReason | null> {
  const failure = chatFailure(error);
  if (failure?.kind !== 'unreachable') return null;
  if (failure.reason === 'thread-deleted') return (await refusalOf(api, `/channels/${place.channel}`))?.kind === 'gone' ? 'deleted' : 'thread-deleted';
  if (failure.reason === 'left') {
    const guild = await refusalOf(api, `/guilds/${place.tenant}`);
    return guild?.kind === 'gone' || guild?.kind === 'no-access' ? 'uninstalled' : 'left';
  }
  return failure.reason;
}

/** Null: it is there, or Discord does not say. */
async function refusalOf(api: DiscordApi, route: `/${string}`): Promise<DiscordFailure | null> {
  try {
    await api.get(route, { priority: 'answer', patienceMs: 10_000 });
    return null;
  } catch (error) {
    return discordFailure(error);
  }
}
