/** What can happen next: at random while there is chaos, in order once it is calm. */
import { isAtRest } from '../../src/engine/at-rest.ts';
import { handle, hasNothingToDo, kill, leave, type SimDriver, takeOver, type Work } from './sim-driver.ts';
import { callEnd } from './sim-model.ts';
import { anyHumanInput } from './sim-people.ts';
import { must } from './violation.ts';
import type { World } from './world.ts';

export function chaosStep(world: World): void {
  const actions = possibleActions(world);
  const weights = Object.fromEntries(Object.entries(actions).map(([name, [weight]]) => [name, weight]));
  const name = world.random.weighted(weights);
  if (name !== null) actions[name]?.[1]();
}

/** What could happen now, how likely, and what it does. */
function possibleActions(world: World): Readonly<Record<string, readonly [weight: number, happens: () => void]>> {
  const { random, drivers, ledger, lease } = world;
  const alive = drivers.filter((driver) => driver.state !== null);
  const idle = drivers.filter((driver) => driver.state === null);
  const busy = alive.filter((driver) => hasWork(driver, world));
  const calling = alive.filter((driver) => driver.calls.size > 0);
  const one = (list: readonly SimDriver[], weight: number, happens: (world: World, driver: SimDriver) => void): readonly [number, () => void] => [
    list.length > 0 ? weight : 0,
    () =>
      list
        .slice(random.int(0, list.length - 1))
        .slice(0, 1)
        .forEach((driver) => {
          happens(world, driver);
        }),
  ];
  return {
    deliver: [world.transit.length > 0 ? 4 : 0, () => deliverOne(world)],
    act: [1.2, () => act(world)],
    fetch: one(lease === null && ledger.wakeQueued ? idle : [], 6, drive),
    pump: one(busy, 6, pump),
    endCall: one(calling, 6, endCall),
    // The queue gives the job to another process while this one still runs (a stall, a partition).
    steal: one(lease !== null && world.crashRate > 0 ? idle : [], 0.2, steal),
    die: one(world.crashRate > 0 ? alive : [], 0.2, die),
    leave: one(world.crashRate > 0 ? alive : [], 0.2, depart),
    notice: [lease !== null && lease.state === null ? 2 : 0, () => release(world)],
    sweep: [
      lease === null && needsDrive(world) ? 0.3 : 0,
      () => {
        ledger.wakeQueued = true;
      },
    ],
  };
}

function steal(world: World, driver: SimDriver): void {
  world.disturbed = true;
  drive(world, driver);
}

function die(world: World, driver: SimDriver): void {
  world.note(`${driver.name} is killed`);
  world.disturbed = true;
  kill(driver);
}

function depart(world: World, driver: SimDriver): void {
  world.note(`${driver.name} leaves`);
  world.disturbed = true;
  leave(driver, world);
  if (driver === world.lease) release(world);
}

/** More steps than any schedule has calls: reaching it means that something goes round in a circle. */
const MAX_SETTLING = 1_000;

/** Lets everything that can still happen by itself happen, without people and without crashes. */
export function settle(world: World): void {
  for (let turn = 0; turn < MAX_SETTLING; turn += 1) if (!settleStep(world)) return;
  must(false, 'settles', () => `still moving after ${MAX_SETTLING} steps`);
}

function settleStep(world: World): boolean {
  const { drivers, ledger } = world;
  if (world.transit.length > 0) {
    deliverOne(world);
    return true;
  }
  const busy = drivers.find((driver) => driver.state !== null && hasWork(driver, world));
  if (busy) {
    pump(world, busy);
    return true;
  }
  const calling = drivers.find((driver) => driver.calls.size > 0);
  if (calling) {
    endCall(world, calling);
    return true;
  }
  if (world.lease) release(world);
  if (!needsDrive(world) && !ledger.wakeQueued) return false;
  const [driver] = drivers;
  if (!driver) return false;
  const before = ledger.recorded.length;
  drive(world, driver);
  // A takeover that brings nothing would be repeated for ever: let the rest rules say what is wrong.
  return ledger.recorded.length > before || driver.calls.size > 0 || ledger.pending().length > 0;
}

function hasWork(driver: SimDriver, world: World): boolean {
  return driver.finished.length > 0 || (driver === world.lease && world.ledger.pending().length > 0);
}

/** What the sweeper looks for: something to do, and no driver on it. */
function needsDrive(world: World): boolean {
  return world.ledger.pending().length > 0 || !isAtRest(world.current());
}

function drive(world: World, driver: SimDriver): void {
  world.note(`${driver.name} takes over`);
  world.ledger.wakeQueued = false;
  world.lease = driver;
  takeOver(driver, world);
  afterDrive(world, driver);
}

function pump(world: World, driver: SimDriver): void {
  const { random } = world;
  const ends: Work[] = driver.finished.splice(0).map((input) => ({ id: null, input }));
  const all = random.shuffled([...ends, ...world.ledger.pending()]);
  const now = all.slice(0, random.int(1, all.length));
  for (const work of all.slice(now.length)) if (work.id === null) driver.finished.push(work.input);
  world.note(`${driver.name} handles ${now.map(({ input }) => JSON.stringify(input).slice(0, 200)).join(' + ')}`);
  handle(driver, world, now);
  afterDrive(world, driver);
}

function afterDrive(world: World, driver: SimDriver): void {
  if (world.lease !== driver || !hasNothingToDo(driver, world.ledger)) return;
  kill(driver);
  world.lease = null;
}

/** The queue notices that a drive is over, or that its process is gone, and offers the job again. */
function release(world: World): void {
  world.lease = null;
  world.ledger.wakeQueued = true;
}

function endCall(world: World, driver: SimDriver): void {
  const attempt = world.random.maybe([...driver.calls]);
  const state = driver.state;
  if (attempt === null || state?.kind !== 'workflow') return;
  driver.calls.delete(attempt);
  const record = state.running.get(attempt);
  must(record !== undefined, 'calls-are-known', () => `${attempt} runs and the state does not know it`);
  if (record) driver.finished.push(callEnd(world.random, state, record, world.failureRate));
}

function deliverOne(world: World): void {
  // The network reorders.
  const [delivery] = world.transit.splice(world.random.int(0, world.transit.length - 1), 1);
  if (delivery) world.ledger.deliver(delivery);
}

function act(world: World): void {
  const { random } = world;
  const input = anyHumanInput(random, world.current());
  const delivery = world.send(input);
  world.note(`person sends ${JSON.stringify(input).slice(0, 200)}`);
  world.transit.push(delivery);
  // The platform delivers again, or the person clicks twice.
  if (random.chance(0.15)) world.transit.push(delivery);
  if (random.chance(0.15)) world.transit.push(world.send(input));
}
