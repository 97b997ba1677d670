/** Turns what the driver throws into errors with a stable code. */
import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';
import { BatonError } from '../src/errors.ts';

/** Runs `work`; what it throws arrives as a `BatonError`: `database-unavailable`, `database-not-ours`, `text-not-storable` or `database-error`. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw databaseError(error);
  }
}

export function databaseError(error: unknown): Error {
  if (error instanceof BatonError) return error;
  const inner = driverError(error);
  const code = codeOf(inner);
  if (isUnavailable(inner)) return new BatonError('database-unavailable', 'The database cannot be reached.', { cause: inner, context: { reason: code } });
  if (NOT_OURS.test(code))
    return new BatonError('database-not-ours', 'The database does not let us in.', { cause: inner, context: { reason: reasonOf(inner) } });
  if (UNSTORABLE_TEXT.has(code)) return unstorableText(inner);
  if (inner instanceof postgres.PostgresError)
    return new BatonError('database-error', `The database refused a statement (${code}).`, { cause: inner, context: { sqlState: code } });
  return inner instanceof Error ? inner : new BatonError('database-error', 'The database failed.', { cause: inner });
}

/** Postgres stores neither NUL nor half of a surrogate pair; the driver would quietly replace the latter in plain text. */
export function storable<T extends string | null>(text: T): T {
  if (text !== null && (text.includes('\0') || !text.isWellFormed())) throw unstorableText(null);
  return text;
}

function unstorableText(cause: unknown): BatonError {
  return new BatonError('text-not-storable', 'Text with NUL or a lone surrogate reached the database; it is stripped where text comes in.', { cause });
}

/** 22021: NUL in text. 22P05: \u0000 in JSON. 22P02: a lone surrogate in JSON. */
const UNSTORABLE_TEXT: ReadonlySet<string> = new Set(['22021', '22P05', '22P02']);

/** Class 28: wrong user or password. 3D000: no such database. 42501: not allowed. */
const NOT_OURS = /^(28...|3D000|42501)$/;

/** The driver's own codes and the system's; from the server: class 08, shutting down or starting, and too many connections. */
const UNAVAILABLE: ReadonlySet<string> = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

export function isUnavailable(error: unknown): boolean {
  const code = codeOf(driverError(error));
  return UNAVAILABLE.has(code) || /^08...$/.test(code);
}

/** Drizzle wraps what the driver throws, with the statement's parameters in the message: people's texts, which no log may have. */
function driverError(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason given';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
