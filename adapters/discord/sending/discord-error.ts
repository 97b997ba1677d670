/**
 * What Discord's refusals and the network's failures mean for us, as a closed union. Whoever calls Discord switches on
 * `failure.kind`, never on Discord's own codes. Source of the codes: docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { ChatCallError, type ChatFailure } from '../../../src/chat/sending/chat-failure.ts';
import { neverLeft } from '../../../src/chat/sending/never-left.ts';

export type DiscordFailure =
  /** Nothing happened, and later it may work. `afterMs`: how long Discord asks us to wait, if it said so. */
  | { readonly kind: 'retry-later'; readonly afterMs: number | null }
  /** It went out, and nobody knows what came of it. */
  | { readonly kind: 'unknown-outcome' }
  | { readonly kind: 'message-gone' }
  /** A channel, thread, guild, role, member or person: it does not exist any more, or never did. */
  | { readonly kind: 'gone'; readonly code: number }
  /** Baton does not see it, or is not in the guild. */
  | { readonly kind: 'no-access' }
  /** A permission is missing. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'archived' }
  | { readonly kind: 'token-gone' }
  /** A person who takes no direct messages from Baton. */
  | { readonly kind: 'person-closed' }
  /** An interaction that was answered by somebody else, or whose time is over. */
  | { readonly kind: 'interaction-over' }
  | { readonly kind: 'not-editable' }
  | { readonly kind: 'refused-form' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'thread-exists' }
  /** A channel in which no thread can begin. */
  | { readonly kind: 'no-threads-here' }
  /** As many threads at work as a guild may have. */
  | { readonly kind: 'too-many-threads' }
  | { readonly kind: 'other'; readonly code: string };

export class DiscordCallError extends ChatCallError {
  readonly failure: DiscordFailure;

  constructor(call: string, failure: DiscordFailure, cause?: unknown) {
    super(`discord-${failure.kind}`, `Discord did not carry out ${call}.`, meaningOf(failure), { cause, context: { call, ...factsOf(failure) } });
    this.failure = failure;
  }
}

/** The failure, if it is one of Discord's; null: something of our own broke. */
export function discordFailure(error: unknown): DiscordFailure | null {
  return error instanceof DiscordCallError ? error.failure : null;
}

export function discordCallError(call: string, error: unknown): DiscordCallError {
  // The original carries the request with its body: its first words are enough for the log.
  const cause = error instanceof Error ? new Error(error.message.slice(0, CAUSE_WORDS)) : undefined;
  return new DiscordCallError(call, failureOf(error), cause);
}

const CAUSE_WORDS = 300;

function failureOf(error: unknown): DiscordFailure {
  if (error instanceof RateLimitError) return { kind: 'retry-later', afterMs: Math.max(0, error.retryAfter) };
  if (error instanceof DiscordAPIError) return typeof error.code === 'number' ? later(error, refusal(error.code, error.status)) : foreign(error.status);
  // A gateway of Discord's gave up, or it broke while it worked: it may have done it.
  if (error instanceof HTTPError) return { kind: 'unknown-outcome' };
  if (neverLeft(error)) return { kind: 'retry-later', afterMs: null };
  return { kind: 'unknown-outcome' };
}

/** Some rates are told with a code and not as 429; how long to wait may stand beside it. */
function later({ code, rawError }: DiscordAPIError, failure: DiscordFailure): DiscordFailure {
  if (failure.kind !== 'retry-later') return failure;
  const said = 'retry_after' in rawError && typeof rawError.retry_after === 'number' ? rawError.retry_after * 1_000 : null;
  return { kind: 'retry-later', afterMs: said ?? (code === OLD_EDITS ? OLD_EDITS_WAIT_MS : null) };
}

/** Too many edits of messages that are older than an hour. How many that is, and for how long, nobody says. */
const OLD_EDITS = 30046;
const OLD_EDITS_WAIT_MS = 20_000;

/** A page of a proxy in place of an answer: nothing was done, and it says nothing about Baton's rights. */
function foreign(status: number): DiscordFailure {
  return status === 413 ? { kind: 'too-large' } : { kind: 'retry-later', afterMs: null };
}

function refusal(code: number, status: number): DiscordFailure {
  if (status === 401) return KNOWN[code]?.kind === 'interaction-over' ? { kind: 'interaction-over' } : { kind: 'token-gone' };
  const known = KNOWN[code];
  if (known) return known;
  if (code >= 10_001 && code < 20_000) return { kind: 'gone', code };
  // Without a code of its own.
  if (status === 403) return { kind: 'not-allowed' };
  return { kind: 'other', code: code > 0 ? String(code) : `http_${status}` };
}

const LATER: DiscordFailure = { kind: 'retry-later', afterMs: null };
const CLOSED: DiscordFailure = { kind: 'person-closed' };
const OVER: DiscordFailure = { kind: 'interaction-over' };
const TOO_MANY_THREADS: DiscordFailure = { kind: 'too-many-threads' };
const REFUSED_FORM: DiscordFailure = { kind: 'refused-form' };

const KNOWN: Readonly<Record<number, DiscordFailure>> = {
  10008: { kind: 'message-gone' },
  10015: OVER,
  10062: OVER,
  // Slow mode, and the rates of a channel, of direct messages and of old messages.
  20016: LATER,
  20028: LATER,
  20029: LATER,
  [OLD_EDITS]: LATER,
  40003: LATER,
  40060: OVER,
  40005: { kind: 'too-large' },
  50001: { kind: 'no-access' },
  50005: { kind: 'not-editable' },
  50006: REFUSED_FORM,
  50007: CLOSED,
  50008: { kind: 'no-threads-here' },
  50013: { kind: 'not-allowed' },
  50021: { kind: 'not-editable' },
  50024: { kind: 'no-threads-here' },
  50027: OVER,
  50033: CLOSED,
  50035: REFUSED_FORM,
  50083: { kind: 'archived' },
  50278: CLOSED,
  130000: LATER,
  // A reply needs the right to read the history.
  160002: { kind: 'not-allowed' },
  160004: { kind: 'thread-exists' },
  160005: { kind: 'locked' },
  // Its words were refused: by the guild's own filter, or as a link that does harm.
  200000: REFUSED_FORM,
  200001: REFUSED_FORM,
  240000: REFUSED_FORM,
  160006: TOO_MANY_THREADS,
  160007: TOO_MANY_THREADS,
};

/** Whether a thread is gone, or its channel, is found out where it matters. */
function meaningOf(failure: DiscordFailure): ChatFailure {
  switch (failure.kind) {
    case 'retry-later':
    case 'unknown-outcome':
    case 'message-gone':
    case 'not-editable':
      return failure;
    case 'gone':
      return CHANNELS.has(failure.code)
        ? { kind: 'unreachable', reason: failure.code === UNKNOWN_GUILD ? 'uninstalled' : 'thread-deleted' }
        : { kind: 'other' };
    case 'no-access':
      return { kind: 'unreachable', reason: 'left' };
    case 'not-allowed':
      return { kind: 'unreachable', reason: 'not-allowed' };
    case 'locked':
      return { kind: 'unreachable', reason: 'locked' };
    case 'archived':
      return { kind: 'unreachable', reason: 'archived' };
    case 'token-gone':
      return { kind: 'unreachable', reason: 'uninstalled' };
    case 'person-closed':
    case 'interaction-over':
    case 'refused-form':
    case 'too-large':
    case 'thread-exists':
    case 'no-threads-here':
    case 'too-many-threads':
    case 'other':
      return { kind: 'other' };
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}

const UNKNOWN_GUILD = 10004;
const CHANNELS: ReadonlySet<number> = new Set([10003, UNKNOWN_GUILD]);

function factsOf(failure: DiscordFailure): Readonly<Record<string, string | number | null>> {
  if (failure.kind === 'retry-later') return { afterMs: failure.afterMs };
  return failure.kind === 'gone' || failure.kind === 'other' ? { discordCode: failure.code } : {};
}
