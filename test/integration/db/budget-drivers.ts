/** Drivers for tests of budgets: the runtime's own decide-and-append on the real ledger, with calls that the test ends. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Database } from '../../../db/index.ts';
import type { AttemptRecord, Usage } from '../../../src/engine/call.ts';
import { decide } from '../../../src/engine/decide.ts';
import type { Actor } from '../../../src/engine/decision.ts';
import { replay } from '../../../src/engine/evolve.ts';
import { channelId, personId, threadId } from '../../../src/engine/ids.ts';
import type { CallResult, Input } from '../../../src/engine/input.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Plan } from '../../../src/engine/plan.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/engine/settings.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { appendStep } from '../../../src/runtime/append-step.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { LOCAL, newInput, newWorkflow } from '../../contracts/driven-workflow.ts';
import { phase, ref, requestOf, work } from '../../engine/scenario.ts';

/** 21 November 2026, noon UTC. */
export const NOON = Date.UTC(2026, 10, 21, 12);
export const TODAY = '2026-11-21';

/** Three at once, nothing handed over. */
const WIDE: Plan = {
  v: 1,
  pattern: 'fan-out',
  reason: 'Independent parts.',
  phases: [phase('p1', ['1', '2', '3'], { handoff: false })],
  workstreams: [work('1', [], { agent: 'explore' }), work('2', [], { agent: 'explore' }), work('3', [], { agent: 'explore' })],
};

export interface Spender {
  readonly state: () => Workflow;
  /** False: another driver has the workflow. */
  /** All in one batch. */
  feed(...inputs: readonly Input[]): Promise<boolean>;
  answer(option: Extract<Input, { kind: 'answer' }>['option'], actor?: Partial<Actor>): Promise<boolean>;
  /** Ends a call well; it used this share of what was set aside for it. */
  end(attempt: AttemptRecord, share: number): Promise<boolean>;
  /** People stop the work of a call; it had used this share of what was set aside for it, which is known then or at once. */
  stop(attempt: AttemptRecord, share: number, when: 'later' | 'at once'): Promise<boolean>;
  /** As a process that comes after one that died. */
  takeOver(database?: Database): Promise<Spender>;
  /** The moment at which the next input is decided; it stands until it is set. */
  at(moment: number): void;
}

export interface SpenderOptions {
  readonly person?: string;
  readonly channel?: string;
  readonly settings?: Partial<Settings>;
  readonly at?: number;
  readonly plan?: Plan;
}

/** A run that was requested and has a driver; with `confirm_before_execute` off its calls start at once. */
export async function spender(database: Database, options: SpenderOptions = {}): Promise<Spender> {
  const { person = 'ann', channel = 'general', at = NOON, plan = WIDE } = options;
  const settings = { ...DEFAULT_SETTINGS, confirm_before_execute: false, workflow_budget_usd: 1_000, ...options.settings };
  const workflow = newWorkflow();
  const input = newInput();
  await database.ledger.open({
    tenant: LOCAL,
    workflow,
    input,
    artifacts: [],
    first: (number) => {
      const place = { tenant: LOCAL, surface: 'web', channel: channelId(channel), thread: threadId(randomUUID()) };
      const { events, after } = decide({ kind: 'none' }, requestOf({ workflow, number, place, requester: personId(person), settings, givenPlan: plan }), at);
      return { recorded: events.map((event, index) => ({ seq: index + 1, at, input, event })), after: workflowOf(after) };
    },
  });
  return await drive(database, workflow, at);
}

async function drive(database: Database, workflow: Workflow['id'], from: number): Promise<Spender> {
  const takeover = await database.ledger.takeOver(workflow);
  if (!takeover) throw new Error('There is no such workflow.');
  const deps = { ledger: database.ledger, clock: systemClock, log: pino({ level: 'silent' }) };
  let state = workflowOf(replay(takeover.recorded));
  let now = from;
  const feed: Spender['feed'] = async (...inputs) => {
    const arrivals = inputs.map((input) => ({ input, id: null, artifacts: [] }));
    const step = await appendStep(state, { arrivals, epoch: takeover.epoch, now, follow: true }, deps);
    if (step) state = step.after;
    return step !== null;
  };
  await feed({ kind: 'driver-took-over' });
  return {
    state: () => state,
    feed,
    answer: async (option, actor) => {
      const decision = openDecisions(state).at(-1);
      if (!decision) throw new Error('No question is open.');
      const who = { id: state.requester, groups: [], admin: false, ...actor };
      return await feed({ kind: 'answer', decision: decision.id, option, actor: who, text: null, supplied: null });
    },
    end: (attempt, share) => feed(endOf(attempt, share)),
    stop: async (attempt, share, when) => {
      const { subject } = attempt;
      if (subject.kind !== 'workstream') return await feed(endOf(attempt, share));
      const actor = { id: state.requester, groups: [], admin: false };
      const skip: Input = { kind: 'override', actor, change: { kind: 'skip', workstream: subject.workstream } };
      const known: Input = { kind: 'call-aborted', attempt: attempt.id, usage: usageOf(attempt, share) };
      return when === 'at once' ? await feed(skip, known) : (await feed(skip)) && (await feed(known));
    },
    takeOver: (next = database) => drive(next, workflow, now),
    at: (moment) => {
      now = moment;
    },
  };
}

function endOf(attempt: AttemptRecord, share: number): Input {
  const usage = usageOf(attempt, share);
  const { subject } = attempt;
  if (subject.kind === 'workstream') {
    const result = { kind: 'workstream', artifact: ref(`result-${subject.workstream}`, 400), opening: 'Result', ballot: null } as const;
    return { kind: 'call-succeeded', attempt: attempt.id, result, usage };
  }
  const result: CallResult = { kind: 'synthesis', synthesis: { title: 'All of it', notes: [] }, answer: { kind: 'inline', text: 'The whole.' } };
  return { kind: 'call-succeeded', attempt: attempt.id, result, usage };
}

function usageOf({ model, reservedTokens, reservedUsd }: AttemptRecord, share: number): Usage {
  const costUsd = reservedUsd * share;
  const inputTokens = Math.floor(reservedTokens * share);
  return { model, inputTokens, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0, costUsd, chargedUsd: costUsd };
}

function workflowOf(state: ReturnType<typeof replay>): Workflow {
  if (state.kind === 'none') throw new Error('The workflow has no events.');
  return state;
}
