/**
 * A turn that is tried again, for a few times, where the service was busy or out of reach and nothing was billed. What
 * may have been billed is never repeated in here: behind one reservation stands one request that is answered.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import { APIError } from '@anthropic-ai/sdk';
import type { Request } from './request.ts';
import { type Turn, type TurnLimits, takeTurn } from './turn.ts';
import { isWorthWaiting } from './unbilled.ts';

const MAX_TRIES = 3;
const FIRST_WAIT_MS = 500;
/** Taken off at random, so that calls that were turned away together do not come back together. */
const SPREAD = 0.25;
/** The longest that one timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export async function takePatientTurn(client: Anthropic, request: Request, limits: TurnLimits, onFirstToken: () => void): Promise<Turn> {
  for (let tried = 1; ; tried += 1) {
    const turn = await takeTurn(client, request, limits, onFirstToken);
    if (turn.kind === 'whole' || tried === MAX_TRIES || !isWorthWaiting(turn.error)) return turn;
    if (!(await waited(waitMs(turn.error, tried), limits.signal))) return turn;
  }
}

/** As the service asks; else twice as long each time. */
function waitMs(error: unknown, tried: number): number {
  const asked = error instanceof APIError && error.headers ? askedMs(error.headers) : Number.NaN;
  return asked > 0 && asked <= MAX_TIMER_MS ? asked : FIRST_WAIT_MS * 2 ** (tried - 1) * (1 - Math.random() * SPREAD);
}

/** In seconds, or the time of day until which to wait. */
function askedMs(headers: Headers): number {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (exact > 0) return exact;
  const after = headers.get('retry-after') ?? '';
  const seconds = Number.parseFloat(after);
  return Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
}

/** False: the call was given up, or its time was up, while it waited. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
