/**
 * One schedule from one seed: a stretch of chaos, then calm until nothing moves, then people who answer what they
 * are asked until the workflow ends. Every rule is checked on the way.
 */
import { decide as realDecide } from '../../src/engine/decide.ts';
import type { Decision } from '../../src/engine/decision.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { seeded } from './random.ts';
import { restRules } from './rest-rules.ts';
import { chaosStep, settle } from './schedule.ts';
import { actorOf, REQUESTER } from './sim-actors.ts';
import { branched } from './sim-branch.ts';
import type { Decide } from './sim-driver.ts';
import { goodAnswer } from './sim-people.ts';
import { anyRequest } from './sim-plans.ts';
import { must, Violation } from './violation.ts';
import { openWorld, type World } from './world.ts';

export interface Simulated {
  readonly seed: number;
  /** How often each kind of event was recorded. */
  readonly events: ReadonlyMap<string, number>;
  readonly outcome: string;
}

export class SimulationFailure extends Error {
  readonly seed: number;
  readonly rule: string;
  readonly trace: readonly string[];
  constructor(seed: number, trace: readonly string[], cause: unknown) {
    super(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'SimulationFailure';
    this.seed = seed;
    this.rule = cause instanceof Violation ? cause.rule : 'throws';
    this.trace = trace;
  }
}

/** `decide` can be replaced to prove that a broken engine is caught. */
export function simulate(seed: number, decide: Decide = realDecide): Simulated {
  const trace: string[] = [];
  try {
    const random = seeded(seed);
    const world = live(openWorld(random, decide, trace, anyRequest(random)));
    const again = branched(random, world.current());
    const worlds = again ? [world, live(openWorld(random, decide, trace, again))] : [world];
    const { stage } = world.current();
    return { seed, events: countKinds(worlds.flatMap(({ ledger }) => ledger.recorded)), outcome: stage.kind === 'ended' ? stage.outcome : stage.kind };
  } catch (error) {
    throw new SimulationFailure(seed, trace, error);
  }
}

function live(world: World): World {
  chaos(world);
  calm(world);
  finish(world);
  return world;
}

function countKinds(recorded: readonly Recorded[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { event } of recorded) counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
  return counts;
}

function chaos(world: World): void {
  const steps = world.random.int(20, 160);
  for (let step = 0; step < steps && world.current().stage.kind !== 'ended'; step += 1) chaosStep(world);
  // Late and repeated inputs reach ended workflows too.
  for (let step = 0; step < 5; step += 1) chaosStep(world);
}

function calm(world: World): void {
  world.note('-- calm --');
  world.crashRate = 0;
  settle(world);
  restRules(world.current(), world.thread);
}

/** People may take this many turns; no sensible workflow needs a tenth of it. */
const MAX_TURNS = 300;
/** From here on every call succeeds, so that only the engine could keep a workflow from ending. */
const FAIR_WEATHER = 20;

function finish(world: World): void {
  for (let turn = 1; world.current().stage.kind !== 'ended'; turn += 1) {
    must(turn <= MAX_TURNS, 'ends', () => `still ${world.current().stage.kind} after ${MAX_TURNS} turns of people who answer`);
    if (turn > FAIR_WEATHER) world.failureRate = 0;
    takeTurn(world);
    restRules(world.current(), world.thread);
  }
}

function takeTurn(world: World): void {
  const before = world.current();
  const asked = openDecisions(before);
  if (before.paused || (before.parked && (asked.length === 0 || world.random.chance(0.5)))) resume(world);
  else if (world.random.chance(0.1)) silence(world);
  else answerOne(world, before, asked);
}

function answerOne(world: World, before: Workflow, asked: readonly Decision[]): void {
  const decision = world.random.maybe(asked);
  if (!decision) throw new Violation('no-silent-stop', 'nobody is asked');
  // Nobody may answer, as people have set it: whoever is in charge can still stop the work.
  const answer = goodAnswer(world.random, before, decision) ?? { kind: 'override', actor: actorOf(world.random, REQUESTER), change: { kind: 'cancel' } };
  world.note(`answers ${JSON.stringify(answer)}`);
  world.transit.push(world.send(answer));
  settle(world);
  const after = world.current();
  const told = after.decisions.get(decision.id);
  const counted = told?.state.kind !== 'open' || told.votes.length > decision.votes.length;
  must(counted, 'menu-works', () => `${decision.question.kind}: an offered answer by someone who may give it changed nothing`);
  must(before.parked === null || after.parked === null || after.parked.at > before.parked.at, 'parked-resumes', () => 'still parked after an answer');
}

function resume(world: World): void {
  const before = world.current();
  world.transit.push(world.send({ kind: 'override', actor: actorOf(world.random, REQUESTER), change: { kind: 'resume' } }));
  settle(world);
  const { paused, parked } = world.current();
  must(paused === null, 'resume-works', () => 'still paused after the requester resumed');
  must(parked === null || parked.at !== before.parked?.at, 'parked-resumes', () => 'still parked after the requester resumed');
}

/** Nobody says anything for days. */
function silence(world: World): void {
  const before = world.current();
  world.note('silence');
  // After so long each step comes by itself: the reminder, the next approver, the parking.
  for (let step = 0; step < 3; step += 1) {
    world.jump(100);
    settle(world);
  }
  const after = world.current();
  // A day's budget is made anew by midnight: that question is moot, and work goes on.
  const standing = openDecisions(before).filter(({ question }) => question.kind !== 'cap-reached' || question.until === null);
  must(standing.length === 0 || after.parked !== null, 'silence-parks', () => 'people were asked, nobody answered, and it is not parked');
  for (const { id } of standing) must(after.decisions.get(id)?.state.kind !== 'answered', 'silence-answers-nothing', () => id);
}
