/**
 * What Slack's refusals and the network's failures mean for us, as a closed union. Whoever calls Slack switches on
 * `failure.kind`, never on Slack's own codes. Source of the codes: the error tables of docs.slack.dev/reference/methods.
 */
import { webApi } from '@slack/bolt';
import { ChatCallError, type ChatFailure } from '../../../src/chat/sending/chat-failure.ts';
import { neverLeft } from '../../../src/chat/sending/never-left.ts';
import { refusedBlocks } from './refused-blocks.ts';
import { unreachableReason } from './unreachable.ts';

export type SlackFailure =
  /** Nothing happened, and later it may work. `afterMs`: how long Slack asks us to wait, if it said so. */
  | { readonly kind: 'retry-later'; readonly afterMs: number | null }
  /** It went out, and nobody knows what came of it. */
  | { readonly kind: 'unknown-outcome' }
  | { readonly kind: 'not-in-channel' }
  | { readonly kind: 'archived' }
  /** It does not exist, or Baton may not see it: a private channel that it was taken out of looks the same. */
  | { readonly kind: 'channel-gone' }
  | { readonly kind: 'thread-gone' }
  | { readonly kind: 'message-gone' }
  /** It is there and may not be changed: the workspace closes messages after a while. */
  | { readonly kind: 'not-editable' }
  | { readonly kind: 'token-gone' }
  /** `scope`: what Slack says is needed, several with commas. */
  | { readonly kind: 'missing-scope'; readonly scope: string }
  /** The workspace's rules forbid it: read-only channels, locked threads, limited channels. */
  | { readonly kind: 'not-allowed'; readonly code: string }
  /** No such person, or nobody that a bot may write to. */
  | { readonly kind: 'person-gone' }
  /** `types`: of the blocks that it points at; `unsupported`: those of them whose type itself is refused. */
  | { readonly kind: 'invalid-blocks'; readonly types: readonly string[]; readonly unsupported: readonly string[] }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'other'; readonly code: string };

export class SlackCallError extends ChatCallError {
  readonly failure: SlackFailure;

  constructor(method: string, failure: SlackFailure, cause?: unknown) {
    super(`slack-${failure.kind}`, `Slack did not carry out ${method}.`, meaningOf(failure), { cause, context: { method, ...factsOf(failure) } });
    this.failure = failure;
  }
}

/** The failure, if it is one of Slack's; null: something of our own broke. */
export function slackFailure(error: unknown): SlackFailure | null {
  return error instanceof SlackCallError ? error.failure : null;
}

/** `args`: what the call was made with; refused blocks are looked up in it. */
export function slackCallError(method: string, error: unknown, args: Readonly<Record<string, unknown>>): SlackCallError {
  // The original carries the response and may carry the request: its first words are enough for the log.
  const cause = error instanceof Error ? new Error(error.message.slice(0, CAUSE_WORDS)) : undefined;
  return new SlackCallError(method, failureOf(error, args), cause);
}

/** A proxy's whole page may stand in the message. */
const CAUSE_WORDS = 200;

function failureOf(error: unknown, args: Readonly<Record<string, unknown>>): SlackFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'retry-later', afterMs: error.retryAfter * 1000 };
  if (error instanceof webApi.WebAPIHTTPError)
    return error.statusCode >= 500 ? { kind: 'unknown-outcome' } : { kind: 'other', code: `http_${error.statusCode}` };
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error.data.error, error.data, args);
  if (error instanceof webApi.WebAPIRequestError) return neverLeft(error.original) ? { kind: 'retry-later', afterMs: null } : { kind: 'unknown-outcome' };
  // The answer broke off, or was no answer.
  return { kind: 'unknown-outcome' };
}

function refusal(code: unknown, data: object, args: Readonly<Record<string, unknown>>): SlackFailure {
  // A page of a proxy in place of an answer.
  if (typeof code !== 'string' || !/^[a-z0-9_]{1,100}$/.test(code)) return { kind: 'unknown-outcome' };
  if (code === 'missing_scope') return { kind: 'missing-scope', scope: 'needed' in data && typeof data.needed === 'string' ? data.needed : '' };
  if (INVALID_BLOCKS.has(code)) return { kind: 'invalid-blocks', ...refusedBlocks(data, args) };
  if (FORBIDDEN.test(code)) return { kind: 'not-allowed', code };
  return (Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined) ?? { kind: 'other', code };
}

const INVALID_BLOCKS: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_blocks_format', 'block_mismatch']);

const FORBIDDEN = /^(restricted_action.*|no_permission|channel_is_limited_access|ekm_access_denied|is_inactive|team_access_not_granted|not_authorized)$/;

const LATER: SlackFailure = { kind: 'retry-later', afterMs: null };
const TOKEN_GONE: SlackFailure = { kind: 'token-gone' };
const PERSON_GONE: SlackFailure = { kind: 'person-gone' };
const TOO_LONG: SlackFailure = { kind: 'too-long' };
const THREAD_GONE: SlackFailure = { kind: 'thread-gone' };
const NOT_EDITABLE: SlackFailure = { kind: 'not-editable' };
/** “It's possible some aspect of the operation succeeded before the error was raised.” */
const UNKNOWN: SlackFailure = { kind: 'unknown-outcome' };

const KNOWN: Readonly<Record<string, SlackFailure>> = {
  ratelimited: LATER,
  rate_limited: LATER,
  message_limit_exceeded: LATER,
  service_unavailable: LATER,
  request_timeout: LATER,
  team_added_to_org: LATER,
  org_login_required: LATER,
  internal_error: UNKNOWN,
  fatal_error: UNKNOWN,
  not_in_channel: { kind: 'not-in-channel' },
  is_archived: { kind: 'archived' },
  channel_not_found: { kind: 'channel-gone' },
  channel_not_available: { kind: 'channel-gone' },
  thread_not_found: THREAD_GONE,
  invalid_thread_ts: THREAD_GONE,
  cannot_reply_to_message: THREAD_GONE,
  message_not_found: { kind: 'message-gone' },
  // What is left of a deleted root, and the messages of a bot that was installed anew, are not ours.
  cant_update_message: { kind: 'message-gone' },
  edit_window_closed: NOT_EDITABLE,
  cant_delete_message: { kind: 'message-gone' },
  not_authed: TOKEN_GONE,
  invalid_auth: TOKEN_GONE,
  account_inactive: TOKEN_GONE,
  token_revoked: TOKEN_GONE,
  token_expired: TOKEN_GONE,
  access_denied: TOKEN_GONE,
  two_factor_setup_required: TOKEN_GONE,
  user_not_found: PERSON_GONE,
  user_not_in_channel: PERSON_GONE,
  user_not_visible: PERSON_GONE,
  user_disabled: PERSON_GONE,
  users_not_found: PERSON_GONE,
  cannot_dm_bot: PERSON_GONE,
  messages_tab_disabled: PERSON_GONE,
  msg_too_long: TOO_LONG,
  msg_blocks_too_long: TOO_LONG,
  too_many_blocks: TOO_LONG,
};

function factsOf(failure: SlackFailure): Readonly<Record<string, string | number | null>> {
  switch (failure.kind) {
    case 'retry-later':
      return { afterMs: failure.afterMs };
    case 'missing-scope':
      return { scope: failure.scope };
    case 'not-allowed':
    case 'other':
      return { slackCode: failure.code };
    case 'invalid-blocks':
      return { types: failure.types.join(','), unsupported: failure.unsupported.join(',') };
    case 'unknown-outcome':
    case 'not-in-channel':
    case 'archived':
    case 'channel-gone':
    case 'thread-gone':
    case 'message-gone':
    case 'not-editable':
    case 'token-gone':
    case 'person-gone':
    case 'too-long':
      return {};
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}

function meaningOf(failure: SlackFailure): ChatFailure {
  const reason = unreachableReason(failure);
  if (reason !== null) return { kind: 'unreachable', reason };
  switch (failure.kind) {
    case 'retry-later':
    case 'unknown-outcome':
    case 'message-gone':
    case 'not-editable':
      return failure;
    default:
      return { kind: 'other' };
  }
}
