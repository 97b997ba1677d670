/**
 * One drive: from one wait to the next. Takes the workflow over, decides what has arrived, appends all of it at once,
 * then performs the effects; ends when nothing is in flight, nothing follows, and the thread shows the state.
 */
import type { Logger } from 'pino';
import { isAtRest } from '../engine/at-rest.ts';
import { isKnownEvent } from '../engine/event-kinds.ts';
import { replay } from '../engine/evolve.ts';
import type { InputId, WorkflowId } from '../engine/ids.ts';
import type { Effect } from '../engine/input.ts';
import { nextDue } from '../engine/schedule-time.ts';
import type { Workflow } from '../engine/state.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Slot } from '../ports/jobs.ts';
import type { Ledger, Takeover } from '../ports/ledger.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import { appendStep } from './append-step.ts';
import type { CallTools } from './call-result.ts';
import type { CallSlots } from './call-slots.ts';
import { createDriveMemory, type DriveMemory } from './drive-memory.ts';
import { createDueTimer, type DueTimer } from './due-timer.ts';
import type { InboxWatch } from './inbox-watch.ts';
import type { Leaving } from './leaving.ts';
import { createLimitsInForce } from './limits-in-force.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import type { Outcomes } from './outcomes.ts';
import { performCall } from './perform-call.ts';
import type { Poster } from './poster.ts';
import { gatePrefixes } from './prefix-gate.ts';
import { createRunningCalls, type RunningCalls } from './running-calls.ts';

export interface DriveDeps extends CallTools {
  readonly slots: CallSlots;
  readonly ledger: Ledger;
  readonly artifacts: Artifacts;
  readonly settings: Pick<SettingsStore, 'resolve'>;
  readonly inboxWatch: InboxWatch;
  readonly outcomes: Outcomes;
  readonly posterFor: (workflow: Workflow, epoch: number, onNews: () => void) => Poster;
  readonly clock: Clock;
  readonly log: Logger;
}

/** `rested`: it waits for people or has ended. `stale`: another process has it. `unfinished`: someone must go on with it. */
export type DriveEnd = 'rested' | 'stale' | 'unfinished' | 'unknown-events' | 'not-found';

export async function drive(id: WorkflowId, { leaving, slot }: { leaving: Leaving; slot: Slot }, deps: DriveDeps): Promise<DriveEnd> {
  const takeover = await deps.ledger.takeOver(id);
  if (!takeover) return 'not-found';
  if (!takeover.recorded.every(({ event }) => isKnownEvent(event.kind))) return 'unknown-events';
  const state = replay(takeover.recorded);
  if (state.kind === 'none') return 'not-found';

  const time = ledgerTime(takeover.now, state, deps.clock);
  const mailbox = createMailbox();
  const timer = createDueTimer({ clock: deps.clock, now: time, due: () => mailbox.put({ input: { kind: 'time-passed' }, id: null, artifacts: [] }) });
  const calls = createRunningCalls(deps.clock, mailbox.stir);
  const poster = deps.posterFor(state, takeover.epoch, mailbox.stir);
  const inbox = { dirty: false };
  const unwatch = deps.inboxWatch.watch(id, () => {
    inbox.dirty = true;
    mailbox.stir();
  });
  const unleave = leaving.onNews(mailbox.stir);
  try {
    mailbox.put({ input: { kind: 'driver-took-over' }, id: null, artifacts: [] });
    const memory = createDriveMemory(state.place.tenant, deps.artifacts);
    return await steps({ state, takeover, time, timer, mailbox, calls, poster, inbox, leaving, slot, memory, deps });
  } finally {
    unwatch();
    unleave();
    timer.close();
    calls.abortAll();
    poster.close();
  }
}

/** Deadlines are kept by the ledger's clock; between takeovers this process's own clock counts on from it. Never before what is recorded. */
function ledgerTime(ledgerNow: number, state: Workflow, clock: Clock): () => number {
  const ahead = Math.max(ledgerNow, state.updatedAt) - clock.now();
  return () => clock.now() + ahead;
}

interface Steps {
  readonly state: Workflow;
  readonly takeover: Takeover;
  readonly time: () => number;
  readonly timer: DueTimer;
  readonly mailbox: Mailbox;
  readonly calls: RunningCalls;
  readonly poster: Poster;
  readonly inbox: { dirty: boolean };
  readonly leaving: Leaving;
  readonly slot: Slot;
  readonly memory: DriveMemory;
  readonly deps: DriveDeps;
}

async function steps({ state, takeover, time, timer, mailbox, calls, poster, inbox, leaving, slot, memory, deps }: Steps): Promise<DriveEnd> {
  const { ledger, outcomes } = deps;
  const callTools = { ...deps, model: gatePrefixes(deps.model, deps.clock) };
  const limits = createLimitsInForce(deps);
  const seen = new Set<InputId>();
  const deliver = (delivered: Takeover['pending']) => {
    for (const { id, input } of delivered) {
      if (!seen.has(id)) mailbox.put({ input, id, artifacts: [] });
      seen.add(id);
    }
  };
  deliver(takeover.pending);
  poster.show(state);
  let current = state;
  let left = false;

  for (;;) {
    if (poster.stale()) return 'stale';
    if (inbox.dirty) {
      inbox.dirty = false;
      deliver(await ledger.pending(current.id));
    }
    if (!left && leaving.now(calls.size > 0)) {
      left = true;
      mailbox.put({ input: { kind: 'driver-leaves' }, id: null, artifacts: [] });
    }
    timer.set(leaving.asked() ? null : nextDue(current));
    const arrived = mailbox.take();
    if (arrived.length === 0) {
      const rested = isAtRest(current);
      if (left && (poster.settled() || leaving.over())) return rested && poster.settled() ? 'rested' : 'unfinished';
      // What a cancelled call used is known as soon as it has ended, and makes room for others.
      if (rested && poster.settled() && calls.closing === 0) return 'rested';
      // Whoever goes on with it starts a pace of their own.
      if (rested || left) poster.finish();
      if (rested && poster.failing()) slot.free();
      await mailbox.wait();
      continue;
    }
    const arrivals = await limits.withLimits(current, arrived);
    const step = await appendStep(current, { arrivals, epoch: takeover.epoch, now: time(), follow: !leaving.asked() }, deps);
    if (step === null) return 'stale';
    for (const { id, outcome } of step.applied) outcomes.settle(id, outcome);
    current = step.after;
    if (step.recorded.length > 0) poster.show(current);
    perform(step.effects, current);
  }

  function perform(effects: readonly Effect[], workflow: Workflow): void {
    for (const { kind, attempt } of effects) {
      const record = workflow.running.get(attempt);
      if (kind === 'abort') calls.abort(attempt);
      else if (record)
        calls.start(
          attempt,
          (signal) => performCall(workflow, record, memory, callTools, signal),
          (end) => mailbox.put({ ...end, id: null }),
        );
    }
  }
}
