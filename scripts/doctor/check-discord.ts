/** Whether Discord takes the token, gives what the application needs, and reaches Baton; then each server that Baton is in. */
import { ApplicationFlags } from 'discord.js';
import { z } from 'zod';
import { inviteLink } from '../../adapters/discord/install/invite-link.ts';
import type { DiscordFinding } from '../../src/cards/doctor-discord-words.ts';
import type { Config, DiscordConfig } from '../../src/config/index.ts';
import { type AskDiscord, askDiscord } from './ask-discord.ts';
import { checkDiscordCommands } from './check-discord-commands.ts';
import { checkDiscordGateway } from './check-discord-gateway.ts';
import { checkDiscordServers } from './check-discord-servers.ts';

const applicationShape = z.object({ id: z.string(), name: z.string(), flags: z.number().default(0) });

export async function* checkDiscord({ discord }: Pick<Config, 'discord'>): AsyncGenerator<DiscordFinding> {
  if (discord === null) {
    yield { kind: 'discord-off' };
    return;
  }
  const asks = askDiscord(discord);
  const asked = await asks('/applications/@me');
  if (asked.kind === 'away') yield { kind: 'discord-away', address: discord.apiUrl, reason: asked.reason };
  else if (asked.status === 401) yield { kind: 'discord-token-refused' };
  else if (asked.status !== 200) yield { kind: 'discord-away', address: discord.apiUrl, reason: `HTTP ${asked.status}` };
  else yield* checkApplication(applicationShape.parse(asked.value), discord, asks);
}

async function* checkApplication(
  { id, name, flags }: z.infer<typeof applicationShape>,
  discord: DiscordConfig,
  asks: AskDiscord,
): AsyncGenerator<DiscordFinding> {
  yield { kind: 'discord-token-fine', application: name };
  const reads = (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0;
  yield { kind: reads ? 'message-content-fine' : 'message-content-off' };
  yield* checkDiscordGateway(asks);
  yield* checkDiscordCommands(id, discord, asks);
  yield* checkDiscordServers(inviteLink(id), asks);
}
