/** The first word in a guild: where it wants words to all, if Baton may write there. It is no loss where it cannot be said. */
import { createHash } from 'node:crypto';
import { MessageFlags } from 'discord.js';
import type { Logger } from 'pino';
import { welcomeCard } from '../../../src/cards/welcome-words.ts';
import type { TenantId } from '../../../src/engine/ids.ts';
import { renderCard } from '../components/render.ts';
import type { People } from '../people/index.ts';
import type { DiscordApi } from '../sending/index.ts';

/** `joinedAt`: of one coming there is one. */
export type Welcome = (tenant: TenantId, joinedAt: string) => Promise<void>;

export interface WelcomeDeps {
  readonly api: Pick<DiscordApi, 'call'>;
  readonly people: Pick<People, 'guild'>;
  readonly log: Logger;
}

export function createWelcome({ api, people, log }: WelcomeDeps): Welcome {
  return async (tenant, joinedAt) => {
    try {
      const channel = (await people.guild(tenant))?.systemChannel ?? null;
      if (channel === null) return;
      for (const { components } of renderCard(welcomeCard(), { guild: tenant })) {
        const nonce = createHash('sha256').update(`welcome ${tenant} ${joinedAt}`).digest('base64url').slice(0, 25);
        const body = {
          components,
          flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
          allowed_mentions: { parse: [] },
          nonce,
          enforce_nonce: true,
        };
        await api.call('POST', `/channels/${channel}/messages`, { priority: 'background', body });
      }
    } catch (error) {
      log.info({ err: error, tenant }, 'no welcome could be said in a server of Discord');
    }
  };
}
