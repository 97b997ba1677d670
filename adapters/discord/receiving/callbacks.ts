/** What an interaction's own token can do: the first answer, and what follows it. None of it counts against the bot's rates. */
import { type APIInteractionResponseCallbackData, DiscordAPIError, type REST, type RESTPostAPIInteractionCallbackJSONBody, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../../../src/ports/clock.ts';

/** `other`: it was answered already (by another process, or by us, when the answer to that got lost). `too-late`: Discord knows nothing of it any more. `refused`: not in this form, or not in this place (an archived thread that is locked); it is still to be answered. */
export type CallbackOutcome = 'done' | 'other' | 'too-late' | 'refused';

type Message = Pick<APIInteractionResponseCallbackData, 'components' | 'flags' | 'allowed_mentions'>;

/** None of these throws: what cannot be said here is said elsewhere. */
export interface Callbacks {
  first(id: string, token: string, body: RESTPostAPIInteractionCallbackJSONBody): Promise<CallbackOutcome>;
  editOriginal(token: string, message: Message): Promise<boolean>;
  followUp(token: string, message: Message): Promise<boolean>;
  removeOriginal(token: string): Promise<void>;
}

export interface CallbacksDeps {
  readonly rest: REST;
  /** The application's id, known once the gateway has said it. */
  readonly application: () => string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Discord waits three seconds: a connection that broke is worth one more try. */
const FIRST_TRIES = 2;

export function createCallbacks({ rest, application, log }: CallbacksDeps): Callbacks {
  async function done(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      log.warn({ err: withoutToken(error), what }, 'a private answer did not arrive');
      return false;
    }
  }

  return {
    async first(id, token, body) {
      for (let tries = 1; ; tries += 1) {
        try {
          await rest.post(Routes.interactionCallback(id, token), { body, auth: false });
          return 'done';
        } catch (error) {
          const outcome = outcomeOf(error);
          if (outcome === 'refused') log.warn({ err: withoutToken(error) }, 'Discord does not take this answer to an interaction');
          if (outcome !== null) return outcome;
          if (tries >= FIRST_TRIES) throw withoutToken(error);
        }
      }
    },
    editOriginal: (token, message) => done('edit', () => rest.patch(Routes.webhookMessage(application(), token), { body: message, auth: false })),
    followUp: (token, message) => done('follow-up', () => rest.post(Routes.webhook(application(), token), { body: message, auth: false })),
    async removeOriginal(token) {
      await done('remove', () => rest.delete(Routes.webhookMessage(application(), token), { auth: false }));
    },
  };
}

const ANSWERED = 40_060;
const UNKNOWN = 10_062;

function outcomeOf(error: unknown): CallbackOutcome | null {
  if (!(error instanceof DiscordAPIError)) return null;
  switch (error.code) {
    case ANSWERED:
      return 'other';
    case UNKNOWN:
      return 'too-late';
    default:
      return 'refused';
  }
}

/** An error of discord.js carries the address, in which the token stands. */
function withoutToken(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told = new Error(error.message.replaceAll(/[A-Za-z0-9_.-]{40,}/gu, '…'));
  told.name = error.name;
  return told;
}
