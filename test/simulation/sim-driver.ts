/**
 * A driver as the runtime has it: take over, decide, append, perform, go on until there is nothing to do. It can
 * die between any two of these. A driver that lost its lease goes on until an append tells it so.
 */

import { isDeepStrictEqual } from 'node:util';
import { isAtRest } from '../../src/engine/at-rest.ts';
import type { FullCap } from '../../src/engine/budget.ts';
import type { decide as realDecide } from '../../src/engine/decide.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { evolve, replay } from '../../src/engine/evolve.ts';
import type { AttemptId, InputId } from '../../src/engine/ids.ts';
import type { Effect, Input } from '../../src/engine/input.ts';
import { areInForce, type Limits } from '../../src/engine/limits.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import type { WorkflowState } from '../../src/engine/state.ts';
import { silenceIsHeard } from './deadline-rules.ts';
import type { SimLedger } from './sim-ledger.ts';
import type { SimThread } from './sim-thread.ts';
import { must } from './violation.ts';

export type Decide = typeof realDecide;

export interface Work {
  /** Null: from this driver itself. */
  readonly id: InputId | null;
  readonly input: Input;
}

/** `dies(where)` is asked at every point where a process could be killed. */
export interface DriverWorld {
  readonly ledger: SimLedger;
  readonly thread: SimThread;
  readonly decide: Decide;
  /** The limits in force, as the settings have them. */
  limits(): Limits;
  /** Moves on a little with every reading. */
  now(): number;
  dies(where: 'before-append' | 'after-append' | 'between-effects' | 'before-post' | 'after-post'): boolean;
  appended(recorded: readonly Recorded[]): void;
  /** What is heard of a call once it was aborted: nothing, or what it used, perhaps twice. */
  endsOfAborted(state: WorkflowState | null, attempt: AttemptId): readonly Input[];
}

export interface SimDriver {
  readonly name: string;
  state: WorkflowState | null;
  epoch: number;
  /** Calls in flight. */
  readonly calls: Set<AttemptId>;
  /** Ends of calls that this driver has not handled yet. */
  readonly finished: Input[];
}

export function simDriver(name: string): SimDriver {
  return { name, state: null, epoch: 0, calls: new Set(), finished: [] };
}

export function kill(driver: SimDriver): void {
  driver.state = null;
  driver.calls.clear();
  driver.finished.length = 0;
}

export function takeOver(driver: SimDriver, world: DriverWorld): void {
  const { epoch, recorded, pending } = world.ledger.takeOver();
  kill(driver);
  driver.epoch = epoch;
  driver.state = replay(recorded);
  // Whoever had it before may have died before its last messages were posted.
  if (!shows(driver.state, world)) kill(driver);
  handle(driver, world, [{ id: null, input: { kind: 'driver-took-over' } }, ...pending]);
}

/** `first`: what had arrived before it was asked to leave; nothing new is started any more. */
export function leave(driver: SimDriver, world: DriverWorld, first: readonly Work[]): void {
  handle(driver, world, [...first, { id: null, input: { kind: 'driver-leaves' } }], false);
  kill(driver);
}

/** Everything in one append, as the runtime joins what came while the last append was in flight. */
export function handle(driver: SimDriver, world: DriverWorld, work: readonly Work[], follow = true): void {
  if (driver.state !== null && !survives(driver, driver.state, world, { work: withLimits(driver.state, work, world.limits()), follow })) kill(driver);
}

/** As the runtime looks them up: with a takeover, else before what has arrived. */
function withLimits(state: WorkflowState, work: readonly Work[], limits: Limits): readonly Work[] {
  if (state.kind === 'none' || areInForce(state, limits)) return work;
  const takesOver = work.some(({ input }) => input.kind === 'driver-took-over');
  if (!takesOver) return [{ id: null, input: { kind: 'limits-read', limits } }, ...work];
  return work.map((one) => (one.input.kind === 'driver-took-over' ? { ...one, input: { kind: 'driver-took-over', limits } } : one));
}

/** False when the driver has died on the way, or was told that another has the workflow. */
function survives(driver: SimDriver, before: WorkflowState, world: DriverWorld, { work, follow }: { work: readonly Work[]; follow: boolean }): boolean {
  const step = appendStep(driver, before, world, { work, follow });
  if (step === null) return false;
  const { recorded, effects, after } = step;
  for (const effect of effects) {
    perform(driver, effect, world);
    if (world.dies('between-effects')) return false;
  }
  return recorded.length === 0 || shows(after, world);
}

/** More rounds than there are budgets. */
const MAX_ROUNDS = 10;

/** Null: the driver is dead, or stale. What does not fit under the day's budgets is decided once more, knowing that. */
function appendStep(driver: SimDriver, before: WorkflowState, world: DriverWorld, { work, follow }: { work: readonly Work[]; follow: boolean }): Step | null {
  const applied = work.flatMap(({ id }) => (id === null ? [] : [id]));
  const now = world.now();
  let step = decideAll(before, work, world, { now, follow });
  for (let round = 0; ; round += 1) {
    const { recorded, after } = step;
    if ((recorded.length === 0 && applied.length === 0) || after.kind === 'none') return step;
    if (world.dies('before-append')) return null;
    const expectedVersion = before.kind === 'none' ? 0 : before.version;
    const result = world.ledger.append({ expectedVersion, epoch: driver.epoch, recorded, after, applied });
    if (result.kind === 'stale') return null;
    if (result.kind === 'appended') {
      driver.state = after;
      world.appended(recorded);
      return world.dies('after-append') ? null : step;
    }
    must(round < MAX_ROUNDS, 'over-budget-ends', () => `still over budget: ${JSON.stringify(result.caps)}`);
    step = decideWithin(before, work, world, { now, caps: result.caps });
  }
}

function decideWithin(before: WorkflowState, work: readonly Work[], world: DriverWorld, { now, caps }: { now: number; caps: readonly FullCap[] }): Step {
  const arrived = decideAll(before, work, world, { now, follow: false });
  const followed = decideAll(arrived.after, [{ id: null, input: { kind: 'budget-reached', caps } }], world, { now, follow: true });
  return { recorded: [...arrived.recorded, ...followed.recorded], effects: [...arrived.effects, ...followed.effects], after: followed.after };
}

function shows(state: WorkflowState, world: DriverWorld): boolean {
  return state.kind === 'none' || world.thread.show(state, world.dies);
}

/** Whether a moment has come that the state which this driver holds waits for. */
export function isDue({ state }: SimDriver, time: number): boolean {
  const due = state?.kind === 'workflow' ? nextDue(state) : null;
  return due !== null && due <= time;
}

/** Whether the drive may end: the engine is at rest and nothing waits for this driver. */
export function hasNothingToDo(driver: SimDriver, ledger: SimLedger): boolean {
  return driver.state !== null && driver.state.kind === 'workflow' && driver.finished.length === 0 && ledger.pending().length === 0 && isAtRest(driver.state);
}

interface Step {
  readonly recorded: readonly Recorded[];
  readonly effects: readonly Effect[];
  readonly after: WorkflowState;
}

function decideAll(before: WorkflowState, work: readonly Work[], world: DriverWorld, { now, follow }: { now: number; follow: boolean }): Step {
  let after = before;
  const recorded: Recorded[] = [];
  const effects: Effect[] = [];
  for (const { id, input } of work) {
    const decided = world.decide(after, input, now, follow);
    const version = after.kind === 'none' ? 0 : after.version;
    const fresh = decided.events.map((event, index): Recorded => ({ seq: version + index + 1, at: now, input: id, event }));
    const folded = fresh.reduce<WorkflowState>(evolve, after);
    must(isDeepStrictEqual(folded, decided.after), 'fold-equals-decided', () => `after ${input.kind}`);
    if (follow && input.kind !== 'driver-leaves' && folded.kind === 'workflow') silenceIsHeard(folded, now);
    recorded.push(...fresh);
    effects.push(...decided.effects);
    after = decided.after;
  }
  return { recorded, effects, after };
}

function perform(driver: SimDriver, effect: Effect, world: DriverWorld): void {
  switch (effect.kind) {
    case 'call': {
      const running = driver.state?.kind === 'workflow' && driver.state.running.has(effect.attempt);
      must(!driver.calls.has(effect.attempt), 'call-once', () => `${effect.attempt} was called twice`);
      // Started and ended within one batch (a stop right behind a start): the abort follows.
      if (running) driver.calls.add(effect.attempt);
      return;
    }
    case 'abort':
      // Its end may already wait among the finished ones: the engine must take it as too late, but for what it cost.
      if (driver.calls.delete(effect.attempt)) driver.finished.push(...world.endsOfAborted(driver.state, effect.attempt));
      return;
    default: {
      const missed: never = effect;
      throw new Error(`unknown effect ${JSON.stringify(missed)}`);
    }
  }
}
