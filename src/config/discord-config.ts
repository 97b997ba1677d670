/** How Discord is attached: one bot token for every guild that Baton is invited to. */
import { type TenantId, tenantId } from '../engine/ids.ts';
import { isLoopback } from './loopback.ts';

export interface DiscordConfig {
  readonly token: string;
  /** Guilds that get the commands at once, for tries; empty: they are registered for all guilds. */
  readonly commandGuilds: readonly TenantId[];
  /** Without a slash at the end; `/v10` follows. */
  readonly apiUrl: string;
}

/** Null: unset. */
export interface DiscordValues {
  readonly DISCORD_TOKEN: string | null;
  readonly DISCORD_GUILD: readonly string[] | null;
  readonly DISCORD_API_URL: string | null;
}

export interface DiscordProblem {
  readonly variable: keyof DiscordValues;
  readonly wrong: string;
  readonly right: string;
}

const DISCORD_API = 'https://discord.com/api';

/** Null: Discord is not attached, or `discordProblems` says why it cannot be. */
export function discordConfig({ DISCORD_TOKEN: token, DISCORD_GUILD: guilds, DISCORD_API_URL: apiUrl }: DiscordValues): DiscordConfig | null {
  return token === null ? null : { token, commandGuilds: (guilds ?? []).map(tenantId), apiUrl: apiUrl ?? DISCORD_API };
}

export function discordProblems({ DISCORD_TOKEN: token, DISCORD_GUILD: guilds, DISCORD_API_URL: apiUrl }: DiscordValues): readonly DiscordProblem[] {
  const problems: DiscordProblem[] = [];
  if (token === null && guilds !== null)
    problems.push({ variable: 'DISCORD_TOKEN', wrong: 'is missing while DISCORD_GUILD is set', right: 'the bot token of the Discord application' });
  if (apiUrl !== null && !maySendTokens(apiUrl))
    problems.push({ variable: 'DISCORD_API_URL', wrong: `is ${apiUrl}, where the token could be read on its way`, right: 'an address with https' });
  return problems;
}

/** Plain HTTP only on this machine itself, for tries. */
function maySendTokens(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}
