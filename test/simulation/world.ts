/** One simulated workflow with everything around it: ledger, drivers, clock, what people have sent, and the trace of it all. */

import type { Recorded } from '../../src/engine/event.ts';
import { evolve } from '../../src/engine/evolve.ts';
import { type InputId, inputId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { type Limits, limitsIn } from '../../src/engine/limits.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import type { Delivered } from '../../src/ports/ledger.ts';
import { eventWatcher } from './event-rules.ts';
import type { Random } from './random.ts';
import { type Decide, type DriverWorld, type SimDriver, simDriver } from './sim-driver.ts';
import { type SimLedger, simLedger } from './sim-ledger.ts';
import { abortedEnds } from './sim-model.ts';
import type { Request } from './sim-plans.ts';
import { simThread } from './sim-thread.ts';
import { must } from './violation.ts';

const HOUR_MS = 3_600_000;

export interface World extends DriverWorld {
  readonly random: Random;
  readonly ledger: SimLedger;
  readonly drivers: readonly SimDriver[];
  /** Who holds the workflow's job: alive, or dead and not yet noticed. */
  lease: SimDriver | null;
  /** What people have sent and the network has not delivered. */
  readonly transit: Delivered[];
  /** How often a process dies at each point where it could; 0 once the weather has cleared. */
  crashRate: number;
  failureRate: number;
  /** Whether any process has died, left or lost its lease so far. */
  disturbed: boolean;
  /** Somebody sets a budget or a ceiling anew. */
  setLimits(limits: Limits): void;
  /** The clock, without moving it. */
  time(): number;
  jump(hours: number): void;
  /** The state as the ledger has it. */
  current(): Workflow;
  send(input: Input): Delivered;
  note(line: string): void;
}

export function openWorld(random: Random, decide: Decide, trace: string[], request: Request): World {
  let clock = 1_760_000_000_000;
  const sentInputs = new Map<InputId, Input>();
  let limits = limitsIn(request.settings);
  const watch = eventWatcher({ others: (day, scope) => ledger.books.others(day, scope), limits: () => limits });
  let truth: WorkflowState = { kind: 'none' };
  const take = (recorded: readonly Recorded[]) => {
    for (const one of recorded) {
      const next = evolve(truth, one);
      trace.push(`  ${one.seq} ${JSON.stringify(one.event).slice(0, 300)}`);
      must(one.event.kind !== 'driver-resumed' || world.disturbed, 'resumption-is-true', () => 'a restart was announced, and there was none');
      watch.see(truth, one, next, one.input === null ? null : (sentInputs.get(one.input) ?? null));
      truth = next;
    }
    watch.afterAppend(truth);
  };
  const now = () => {
    clock += random.int(1, 5_000);
    return clock;
  };
  const openedAt = now();
  const opening = decide(truth, request, openedAt);
  const first = opening.events.map((event, index): Recorded => ({ seq: index + 1, at: openedAt, input: inputId('open'), event }));
  const ledger = simLedger(first);
  const world: World = {
    random,
    decide,
    now,
    ledger,
    thread: simThread(),
    drivers: Array.from({ length: random.int(1, 4) }, (_, index) => simDriver(`driver ${index + 1}`)),
    lease: null,
    transit: [],
    disturbed: false,
    crashRate: random.pick([0, 0.01, 0.05]),
    failureRate: random.pick([0, 0.1, 0.3, 0.6]),
    current: () => {
      if (truth.kind === 'none') throw new Error('the request made no workflow');
      return truth;
    },
    send: (input) => {
      const id = inputId(`input-${sentInputs.size + 1}`);
      sentInputs.set(id, input);
      return { id, input };
    },
    limits: () => limits,
    setLimits: (next) => {
      limits = next;
    },
    time: () => clock,
    jump: (hours) => {
      clock += hours * HOUR_MS;
    },
    note: (line) => void trace.push(line),
    dies: (where) => {
      const dies = world.crashRate > 0 && random.chance(world.crashRate);
      if (dies) {
        trace.push(`killed ${where}`);
        world.disturbed = true;
      }
      return dies;
    },
    appended: take,
    endsOfAborted: (state, attempt) => abortedEnds(random, state, attempt),
  };
  take(first);
  return world;
}
