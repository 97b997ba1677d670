/**
 * A driver as the runtime has it: take over, decide, append, perform, go on until there is nothing to do. It can
 * die between any two of these. A driver that lost its lease goes on until an append tells it so.
 */

import { isDeepStrictEqual } from 'node:util';
import { isAtRest } from '../../src/engine/at-rest.ts';
import type { decide as realDecide } from '../../src/engine/decide.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { evolve, replay } from '../../src/engine/evolve.ts';
import type { AttemptId, InputId } from '../../src/engine/ids.ts';
import type { Effect, Input } from '../../src/engine/input.ts';
import type { WorkflowState } from '../../src/engine/state.ts';
import type { SimLedger } from './sim-ledger.ts';
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
  readonly decide: Decide;
  now(): number;
  dies(where: 'before-append' | 'after-append' | 'between-effects' | 'before-post'): boolean;
  appended(recorded: readonly Recorded[], after: WorkflowState): void;
  /** Posts what the thread should be now. */
  post(state: WorkflowState): void;
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
  handle(driver, world, [{ id: null, input: { kind: 'driver-took-over' } }, ...pending]);
}

/** What has ended by now is still written down, and nothing new is started; then the rest is handed back. */
export function leave(driver: SimDriver, world: DriverWorld): void {
  const ends = driver.finished.splice(0).map((input): Work => ({ id: null, input }));
  if (ends.length > 0) handle(driver, world, ends, false);
  handle(driver, world, [{ id: null, input: { kind: 'driver-leaves' } }]);
  kill(driver);
}

/** Everything in one append, as the runtime joins what came while the last append was in flight. */
export function handle(driver: SimDriver, world: DriverWorld, work: readonly Work[], follow = true): void {
  if (driver.state !== null && !survives(driver, driver.state, world, work, follow)) kill(driver);
}

/** False when the driver has died on the way, or was told that another has the workflow. */
function survives(driver: SimDriver, before: WorkflowState, world: DriverWorld, work: readonly Work[], follow: boolean): boolean {
  const { recorded, effects, after } = decideAll(before, work, world, follow);
  const applied = work.flatMap(({ id }) => (id === null ? [] : [id]));
  if (recorded.length > 0 || applied.length > 0) {
    if (world.dies('before-append')) return false;
    const expectedVersion = before.kind === 'none' ? 0 : before.version;
    const result = world.ledger.append({ expectedVersion, epoch: driver.epoch, recorded, applied });
    if (result.kind === 'stale') return false;
    driver.state = after;
    world.appended(recorded, after);
    if (world.dies('after-append')) return false;
  }
  for (const effect of effects) {
    perform(driver, effect);
    if (world.dies('between-effects')) return false;
  }
  if (world.dies('before-post')) return false;
  world.post(after);
  return true;
}

/** Whether the drive may end: the engine is at rest and nothing waits for this driver. */
export function hasNothingToDo(driver: SimDriver, ledger: SimLedger): boolean {
  return driver.state !== null && driver.state.kind === 'workflow' && driver.finished.length === 0 && ledger.pending().length === 0 && isAtRest(driver.state);
}

function decideAll(before: WorkflowState, work: readonly Work[], world: DriverWorld, follow: boolean) {
  let after = before;
  const recorded: Recorded[] = [];
  const effects: Effect[] = [];
  for (const { id, input } of work) {
    const now = world.now();
    const decided = world.decide(after, input, now, follow);
    const version = after.kind === 'none' ? 0 : after.version;
    const fresh = decided.events.map((event, index): Recorded => ({ seq: version + index + 1, at: now, input: id, event }));
    const folded = fresh.reduce<WorkflowState>(evolve, after);
    must(isDeepStrictEqual(folded, decided.after), 'fold-equals-decided', () => `after ${input.kind}`);
    recorded.push(...fresh);
    effects.push(...decided.effects);
    after = decided.after;
  }
  return { recorded, effects, after };
}

function perform(driver: SimDriver, effect: Effect): void {
  switch (effect.kind) {
    case 'call': {
      const running = driver.state?.kind === 'workflow' && driver.state.running.has(effect.attempt);
      must(!driver.calls.has(effect.attempt), 'call-once', () => `${effect.attempt} was called twice`);
      // Started and ended within one batch (a stop right behind a start): the abort follows.
      if (running) driver.calls.add(effect.attempt);
      return;
    }
    case 'abort':
      // Its end may already wait among the finished ones: the engine must take it as too late.
      driver.calls.delete(effect.attempt);
      return;
    default: {
      const missed: never = effect;
      throw new Error(`unknown effect ${JSON.stringify(missed)}`);
    }
  }
}
