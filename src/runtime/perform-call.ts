/** One model call from its attempt to the input that tells how it ended. Never throws: a bug of ours ends before a person too. */
import type { Logger } from 'pino';
import { type AttemptRecord, NOTHING_USED, type Usage } from '../engine/call.ts';
import type { Failure } from '../engine/failure.ts';
import type { Input } from '../engine/input.ts';
import type { Workflow } from '../engine/state.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import { callRequest } from './call-request.ts';
import { askModel, type CallTools } from './call-result.ts';
import type { CallSlots } from './call-slots.ts';
import type { DriveMemory } from './drive-memory.ts';
import { messagesIn } from './thread-background.ts';

export interface CallEnd {
  readonly input: Input;
  readonly artifacts: readonly NewArtifact[];
}

export interface PerformDeps extends CallTools {
  readonly slots: CallSlots;
  readonly log: Logger;
}

/** Aborted, it tells what it cost at most, for whoever aborted it has written down why; null where that is unknown. */
export async function performCall(
  workflow: Workflow,
  attempt: AttemptRecord,
  memory: DriveMemory,
  deps: PerformDeps,
  signal: AbortSignal,
): Promise<CallEnd | null> {
  let asked = false;
  try {
    const call = await callRequest(workflow, attempt, deps.library, memory);
    const said = attempt.subject.kind === 'plan' ? await messagesBefore(workflow, memory) : [];
    const outcome = await inTurn(workflow, deps, signal, () => {
      asked = true;
      return askModel(workflow, attempt.subject, call, { ...deps, said }, signal);
    });
    if (outcome === null || signal.aborted) return aborted(attempt, outcome === null ? nothingUsed(attempt) : outcome.usage);
    switch (outcome.kind) {
      case 'ok':
        memory.keep(outcome.value.artifacts);
        return {
          input: { kind: 'call-succeeded', attempt: attempt.id, result: outcome.value.result, usage: outcome.usage },
          artifacts: outcome.value.artifacts,
        };
      case 'failed':
        return failed(attempt, outcome.failure, outcome.usage);
      case 'aborted':
        return failed(attempt, { kind: 'connection', detail: 'The call ended without an answer.' }, outcome.usage);
      default: {
        const missed: never = outcome;
        return missed;
      }
    }
  } catch (error) {
    if (signal.aborted) return null;
    deps.log.error({ err: error, workflow: workflow.id, attempt: attempt.id }, 'a model call broke off inside Baton');
    return failed(attempt, { kind: 'server-error', detail: 'Baton could not carry out the call; the log has the cause.' }, asked ? null : nothingUsed(attempt));
  }
}

async function messagesBefore({ background, inputs }: Workflow, memory: DriveMemory): Promise<readonly string[]> {
  const file = inputs.find(({ id }) => id === background?.artifact);
  return file ? messagesIn(await memory.text(file)) : [];
}

/** The wait for a turn is before the call: its time limit has not begun. Null: aborted while it waited. */
async function inTurn<T>({ place }: Workflow, { slots }: PerformDeps, signal: AbortSignal, call: () => Promise<T>): Promise<T | null> {
  const giveBack = await slots.take(place.tenant, signal);
  if (!giveBack) return null;
  try {
    return await call();
  } finally {
    giveBack();
  }
}

function aborted(attempt: AttemptRecord, usage: Usage | null): CallEnd | null {
  return usage && { input: { kind: 'call-aborted', attempt: attempt.id, usage }, artifacts: [] };
}

/** The model was not asked. */
function nothingUsed({ model }: AttemptRecord): Usage {
  return { ...NOTHING_USED, model };
}

function failed(attempt: AttemptRecord, failure: Failure, usage: Usage | null): CallEnd {
  return { input: { kind: 'call-failed', attempt: attempt.id, failure, usage }, artifacts: [] };
}
