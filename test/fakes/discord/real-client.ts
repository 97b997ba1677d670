/** The real discord.js, pointed at the local Discord: logged in and ready, or about to be. */
import { Client, type ClientOptions, GatewayIntentBits, Partials } from 'discord.js';
import type { FakeDiscord } from './server.ts';

export const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages, GatewayIntentBits.MessageContent];

export function newClient(discord: FakeDiscord, options: Partial<ClientOptions> = {}): Client {
  return new Client({ intents: INTENTS, partials: [Partials.Channel], ...options, rest: { api: discord.api, retries: 0, ...options.rest } });
}

export async function readyClient(discord: FakeDiscord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = newClient(discord, options);
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(discord.token);
  return ready;
}
