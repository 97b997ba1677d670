/** Whether the commands are registered as this release has them. */
import { z } from 'zod';
import { COMMANDS } from '../../adapters/discord/commands/table.ts';
import { ofOneGuild, sameCommands } from '../../adapters/discord/install/same-commands.ts';
import type { DiscordFinding } from '../../src/cards/doctor-discord-words.ts';
import type { DiscordConfig } from '../../src/config/index.ts';
import type { AskDiscord } from './ask-discord.ts';

const listShape = z.array(z.looseObject({}));

export async function* checkDiscordCommands(application: string, { commandGuilds }: DiscordConfig, asks: AskDiscord): AsyncGenerator<DiscordFinding> {
  const everywhere = await listed(`/applications/${application}/commands?with_localizations=true`, asks);
  if (commandGuilds.length === 0) {
    yield stateOf(everywhere ?? [], COMMANDS, null);
    return;
  }
  for (const guild of commandGuilds) {
    const there = await listed(`/applications/${application}/guilds/${guild}/commands?with_localizations=true`, asks);
    if (there === null) yield { kind: 'command-server-unknown', server: guild };
    else yield stateOf(there, COMMANDS.map(ofOneGuild), guild);
  }
  if (everywhere !== null && everywhere.length > 0) yield { kind: 'commands-twice' };
}

/** Null: Baton is not there. */
async function listed(path: `/${string}`, asks: AskDiscord): Promise<readonly object[] | null> {
  const asked = await asks(path);
  return asked.kind === 'answered' && asked.status === 200 ? listShape.parse(asked.value) : null;
}

function stateOf(registered: readonly object[], wanted: readonly object[], server: string | null): DiscordFinding {
  return sameCommands(registered, wanted) ? { kind: 'commands-fine', count: registered.length, server } : { kind: 'commands-old', server };
}
