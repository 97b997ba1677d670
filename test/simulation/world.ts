/** One simulated workflow with everything around it: ledger, drivers, clock, what people have sent, and the trace of it all. */

import { threadOf } from '../../src/cards/thread.ts';

import type { Recorded } from '../../src/engine/event.ts';
import { evolve } from '../../src/engine/evolve.ts';
import { inputId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import type { Delivered } from '../../src/ports/ledger.ts';
import { eventWatcher } from './event-rules.ts';
import type { Random } from './random.ts';
import { type Decide, type DriverWorld, type SimDriver, simDriver } from './sim-driver.ts';
import { type SimLedger, simLedger } from './sim-ledger.ts';
import { anyRequest } from './sim-plans.ts';
import { must } from './violation.ts';

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
  /** The state as the ledger has it. */
  current(): Workflow;
  send(input: Input): Delivered;
  note(line: string): void;
}

export function openWorld(random: Random, decide: Decide, trace: string[]): World {
  let clock = 1_760_000_000_000;
  let sent = 0;
  const watch = eventWatcher();
  let truth: WorkflowState = { kind: 'none' };
  const take = (recorded: readonly Recorded[]) => {
    for (const one of recorded) {
      const next = evolve(truth, one);
      trace.push(`  ${one.seq} ${JSON.stringify(one.event).slice(0, 300)}`);
      must(one.event.kind !== 'driver-resumed' || world.disturbed, 'resumption-is-true', () => 'a restart was announced, and there was none');
      watch(truth, one, next);
      truth = next;
    }
  };
  const now = () => {
    clock += random.int(1, 5_000);
    return clock;
  };
  const openedAt = now();
  const opening = decide(truth, anyRequest(random), openedAt);
  const first = opening.events.map((event, index): Recorded => ({ seq: index + 1, at: openedAt, input: inputId('open'), event }));
  const world: World = {
    random,
    decide,
    now,
    ledger: simLedger(first),
    drivers: Array.from({ length: random.int(1, 3) }, (_, index) => simDriver(`driver ${index + 1}`)),
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
      sent += 1;
      return { id: inputId(`input-${sent}`), input };
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
    post: threadHolds,
  };
  take(first);
  threadHolds(truth);
  return world;
}

/** The thread can always be shown, and every message has a key of its own. */
function threadHolds(state: WorkflowState): void {
  if (state.kind === 'none') return;
  const keys = threadOf(state).map(({ key }) => key);
  must(new Set(keys).size === keys.length, 'thread-keys', () => keys.join(', '));
  must(keys.length > 0, 'thread-speaks', () => 'the thread is empty');
}
