/**
 * The answer to one interaction: its first word within 3 s, by itself if nothing else was said by then, and what follows for
 * 15 min, seen by that person only. States: open, deferred (Discord shows that Baton is at it), answered, gone.
 */
import { type APIInteractionResponseCallbackData, InteractionResponseType, MessageFlags, type RESTPostAPIInteractionCallbackJSONBody } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../../../src/ports/clock.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import { LIMITS } from '../limits.ts';
import type { Modal } from '../modals/modal.ts';
import type { CallbackOutcome, Callbacks } from './callbacks.ts';

export interface Answer {
  /** `late`: for any form, or something was said already. `refused`: another form may be opened yet. */
  modal(modal: Modal): Promise<'shown' | 'late' | 'refused'>;
  /** False: it did not arrive, as far as is known. */
  say(messages: readonly DiscordMessage[]): Promise<boolean>;
  /** The work goes on without this. Says nothing where something was said already: that Baton is at it must not stand there for ever. */
  leave(messages: readonly DiscordMessage[]): Promise<void>;
  /** The message of Baton's, for them alone, from which they chose: it has done its work. */
  dismiss(): Promise<void>;
  /** Nothing more is said. */
  end(): Promise<void>;
}

export interface AnswerDeps {
  readonly callbacks: Callbacks;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Asked {
  readonly id: string;
  readonly token: string;
  /** `on`: what was used stands on a message of Baton's. */
  readonly kind: 'command' | 'component' | 'form' | 'form-on-message';
  /** When it came in, epoch milliseconds. */
  readonly at: number;
}

/** For the way there; Discord has waited for a while before it comes in here. */
const DEFERS_AFTER_MS = 2_000;
/** A form cannot follow anything else, so its button waits a little longer. */
const FORMS_WITHIN_MS = 2_400;

type State = 'open' | 'thinking' | 'deferred' | 'said' | 'gone';

export function answerTo(asked: Asked, { callbacks, clock, log }: AnswerDeps): Answer {
  const { id, token, kind, at } = asked;
  const onMessage = kind === 'component' || kind === 'form-on-message';
  const settled = new AbortController();
  let state: State = 'open';
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: a deferral and an answer at the same moment would be two first answers. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function first(body: RESTPostAPIInteractionCallbackJSONBody, then: State): Promise<CallbackOutcome> {
    settled.abort();
    const outcome = await callbacks.first(id, token, body);
    // Whoever was first has said something; nobody knows what stands there.
    state = AFTER[outcome] ?? then;
    if (outcome !== 'done') log.info({ kind, outcome }, 'an interaction of Discord was not answered first');
    return outcome;
  }

  async function defer(): Promise<void> {
    if (state !== 'open') return;
    if (onMessage) await first({ type: InteractionResponseType.DeferredMessageUpdate }, 'deferred');
    else await first({ type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } }, 'thinking');
  }

  async function sayOne(message: DiscordMessage): Promise<boolean> {
    const data = forThemAlone(message);
    if (state === 'open') {
      const outcome = await first({ type: InteractionResponseType.ChannelMessageWithSource, data }, 'said');
      if (outcome === 'done') return true;
      if (outcome === 'refused') return false;
    }
    if (state === 'gone' || clock.now() - at > TOKEN_LIVES_MS) return false;
    if (state === 'thinking') {
      state = 'said';
      return await callbacks.editOriginal(token, { ...data, flags: MessageFlags.IsComponentsV2 });
    }
    return await callbacks.followUp(token, data);
  }

  async function sayAll(messages: readonly DiscordMessage[]): Promise<boolean> {
    for (const [index, message] of messages.entries()) {
      // What has begun here ends here: the rest would stand alone elsewhere.
      if (!(await sayOne(message))) return index > 0;
    }
    return true;
  }

  const waiting = clock.sleep(Math.max(0, at + (kind === 'component' ? FORMS_WITHIN_MS : DEFERS_AFTER_MS) - clock.now()), settled.signal);
  waiting
    .then(() => (settled.signal.aborted ? undefined : inTurn(defer)))
    .catch((error: unknown) => log.warn({ err: error }, 'an interaction could not be deferred'));

  return {
    modal: (modal) =>
      inTurn(async () => {
        if (state !== 'open' || kind === 'form' || kind === 'form-on-message') return 'late';
        const outcome = await first({ type: InteractionResponseType.Modal, data: modal }, 'said');
        return outcome === 'done' ? 'shown' : outcome === 'refused' ? 'refused' : 'late';
      }),
    say: (messages) => inTurn(() => sayAll(messages)),
    leave: (messages) =>
      inTurn(async () => {
        if (state === 'said' || state === 'gone') return;
        await sayAll(messages);
      }),
    dismiss: () =>
      inTurn(async () => {
        await defer();
        if (onMessage && state !== 'gone') await callbacks.removeOriginal(token);
      }),
    end: () =>
      inTurn(async () => {
        // What was asked for is done: that this could not be shown changes nothing.
        await defer().catch((error: unknown) => log.warn({ err: error, kind }, 'an interaction without an answer could not be ended'));
        if (state !== 'thinking') return;
        state = 'said';
        await callbacks.removeOriginal(token);
      }),
  };
}

/** Nobody else sees it, and nobody is called by it. */
export function forThemAlone(message: DiscordMessage): APIInteractionResponseCallbackData {
  return { components: [...message.components], flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] } };
}

/** Null: as it was meant to be. */
const AFTER: Readonly<Record<CallbackOutcome, State | null>> = { done: null, 'too-late': 'gone', other: 'said', refused: 'open' };

/** A little less: the last word has to arrive. */
const TOKEN_LIVES_MS = LIMITS.tokenMinutes.most * 60_000 - 10_000;
