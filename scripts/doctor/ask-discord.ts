/** Asks Discord with the bot's token, once and not for long. */
import type { DiscordConfig } from '../../src/config/index.ts';
import { ask } from './ask.ts';

/** `value`: JSON; null where it is none. */
export type DiscordAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly value: unknown }
  | { readonly kind: 'away'; readonly reason: string };

export type AskDiscord = (path: `/${string}`) => Promise<DiscordAnswer>;

export function askDiscord({ token, apiUrl }: DiscordConfig): AskDiscord {
  return async (path) => {
    const asked = await ask(`${apiUrl}/v10${path}`, { headers: { authorization: `Bot ${token}` } });
    return asked.kind === 'away' ? asked : { kind: 'answered', status: asked.status, value: parsed(asked.text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
