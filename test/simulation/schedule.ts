/** What can happen next: at random while there is chaos, in order once it is calm. */
import { isAtRest } from '../../src/engine/at-rest.ts';
import { dayLimits } from '../../src/engine/budget.ts';
import { dayOf } from '../../src/engine/day.ts';
import type { Override } from '../../src/engine/input.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import { actorOf, REQUESTER } from './sim-actors.ts';
import { handle, hasNothingToDo, isDue, kill, leave, type SimDriver, takeOver, type Work } from './sim-driver.ts';
import { artifact, callEnd } from './sim-model.ts';
import { anyHumanInput } from './sim-people.ts';
import { movedLimits } from './sim-settings.ts';
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
    interfere: [calling.length > 0 ? 1 : 0, () => interfere(world)],
    fetch: one(lease === null && ledger.wakeQueued ? idle : [], 6, drive),
    pump: one(busy, 6, pump),
    endCall: one(calling, 6, endCall),
    // The queue gives the job to another process while this one still runs (a stall, a partition).
    steal: one(lease !== null && world.crashRate > 0 ? idle : [], 0.2, steal),
    die: one(world.crashRate > 0 ? alive : [], 0.2, die),
    leave: one(world.crashRate > 0 ? alive : [], 0.2, depart),
    notice: [lease !== null && lease.state === null ? 2 : 0, () => release(world)],
    others: [0.3, () => othersSpend(world)],
    limits: [0.08, () => moveLimits(world)],
    clock: [0.15, () => jump(world)],
    place: [0.12, () => movePlace(world)],
    sweep: [
      lease === null && needsDrive(world) ? 0.3 : 0,
      () => {
        ledger.wakeQueued = true;
      },
    ],
  };
}

/** Other workflows of the same person, channel or workspace take from the day's budget, and keep to it. */
function othersSpend(world: World): void {
  const workflow = world.current();
  const day = dayOf(world.time(), workflow.settings.time_zone);
  const limit = world.random.maybe(dayLimits(workflow, day));
  if (!limit) return;
  const taken = world.ledger.books.others(day, limit.scope);
  const some = (room: number | null, spent: number) => Math.max(0, ((room ?? 0) - spent) * world.random.pick([0.1, 0.5, 1]));
  world.ledger.books.othersSpend(day, limit.scope, { usd: some(limit.usd, taken.usd), tokens: Math.floor(some(limit.tokens, taken.tokens)) });
}

/** An admin sets a budget or a ceiling anew. */
function moveLimits(world: World): void {
  const moved = movedLimits(world.random, world.limits());
  world.note(`an admin sets limits anew: ${JSON.stringify(moved)}`);
  world.setLimits(moved);
}

/** The channel is archived, Baton is taken out of it, and so on, and back again; the platform tells it twice. */
function movePlace(world: World): void {
  const reason = world.random.pick(['archived', 'left', 'uninstalled', null, null] as const);
  world.note(`its place: ${reason ?? 'back'}`);
  const after = reason === null && world.random.chance(0.2) ? { after: 'uninstalled' as const } : {};
  const delivery = world.send({ kind: 'place-changed', reason, ...after });
  world.transit.push(delivery);
  if (world.random.chance(0.3)) world.transit.push(delivery, world.send({ kind: 'place-changed', reason }));
}

/** A suspended machine, a corrected clock: hours at once, in both directions. */
function jump(world: World): void {
  const hours = world.random.pick([0.2, 1, 5, 13, 30, -0.1, -3]);
  world.note(`the clock jumps by ${hours} h`);
  world.jump(hours);
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
  const ends = driver.finished.splice(0).map((input): Work => ({ id: null, input }));
  const pending = driver === world.lease ? world.ledger.pending() : [];
  leave(driver, world, world.random.shuffled([...ends, ...pending]));
  if (driver === world.lease) release(world);
}

/** More steps than any schedule has calls: reaching it means that something goes round in a circle. */
const MAX_SETTLING = 300;

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
  return driver.finished.length > 0 || (driver === world.lease && world.ledger.pending().length > 0) || isDue(driver, world.time());
}

/** What the sweeper looks for: something to do, and no driver on it. */
function needsDrive(world: World): boolean {
  const due = nextDue(world.current());
  return world.ledger.pending().length > 0 || !isAtRest(world.current()) || (due !== null && due <= world.time());
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
  if (isDue(driver, world.time())) ends.push({ id: null, input: { kind: 'time-passed' } });
  const all = random.shuffled([...ends, ...world.ledger.pending()]);
  const now = all.slice(0, random.int(1, all.length));
  for (const work of all.slice(now.length)) if (work.id === null && work.input.kind !== 'time-passed') driver.finished.push(work.input);
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

/** Somebody in charge stops work while its call is in flight. */
function interfere(world: World): void {
  const { random } = world;
  const { subject } = random.maybe([...world.current().running.values()]) ?? { subject: null };
  if (subject?.kind !== 'workstream') return;
  const { workstream } = subject;
  const change: Override = random.chance(0.6)
    ? { kind: 'skip', workstream }
    : random.chance(0.7)
      ? { kind: 'supply', workstream, artifact: artifact(`by hand for ${workstream}`), opening: 'by hand' }
      : { kind: 'cancel' };
  world.note(`stops ${workstream} while it runs: ${change.kind}`);
  world.ledger.deliver(world.send({ kind: 'override', actor: actorOf(random, REQUESTER), change }));
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
