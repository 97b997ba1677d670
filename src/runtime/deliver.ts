/** Puts a person's action into the inbox and waits a moment for what comes of it, wherever the driver is. */
import { refusalCard } from '../cards/refusal.ts';
import type { InputId, TenantId, WorkflowId } from '../engine/ids.ts';
import type { Input } from '../engine/input.ts';
import type { Archive } from '../ports/archive.ts';
import type { Clock } from '../ports/clock.ts';
import type { ActionReply } from '../ports/desk.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { InputOutcome, NewArtifact } from '../ports/ledger.ts';
import type { Outcomes } from './outcomes.ts';
import { readWorkflow } from './read-workflow.ts';

export interface DeliverDeps {
  readonly inbox: Inbox;
  readonly archive: Archive;
  readonly outcomes: Outcomes;
  readonly clock: Clock;
  /** A wake-up of this process has been committed: look now. */
  readonly nudge: () => void;
  readonly wake: (workflow: WorkflowId) => Promise<void>;
}

export interface Action {
  readonly tenant: TenantId;
  readonly workflow: WorkflowId;
  readonly id: InputId;
  readonly input: Input;
  readonly artifacts: readonly NewArtifact[];
}

/** After this the person is told that it is taken and not yet applied. */
const PATIENCE_MS = 3_000;
/** For a driver in another process; one in this process answers without it. */
const LOOK_EVERY_MS = 150;

/** The workflow must be the tenant's: the caller has looked. */
export async function deliver(action: Action, deps: DeliverDeps): Promise<ActionReply> {
  const { tenant, workflow, id, input, artifacts } = action;
  const heard = new AbortController();
  let outcome: InputOutcome | null = null;
  const unwatch = deps.outcomes.watch(id, (news) => {
    outcome = news;
    heard.abort();
  });
  try {
    const delivered = await deps.inbox.deliver({ workflow, id, input, artifacts });
    if (delivered === 'unknown-workflow') return { kind: 'not-found' };
    deps.nudge();
    outcome ??= await waitFor(() => outcome, action, deps, heard.signal);
  } finally {
    unwatch();
  }
  if (!outcome) return { kind: 'pending' };
  return await replyTo(outcome, tenant, workflow, deps.archive);
}

async function waitFor(heard: () => InputOutcome | null, { id, workflow }: Action, deps: DeliverDeps, signal: AbortSignal): Promise<InputOutcome | null> {
  const until = deps.clock.now() + PATIENCE_MS;
  for (let looks = 0; deps.clock.now() < until; looks += 1) {
    await deps.clock.sleep(LOOK_EVERY_MS, signal);
    const found = heard() ?? (await deps.inbox.outcome(id));
    if (found) return found;
    // A wake-up that was already waiting when this one was delivered may have been used up before the delivery could be seen.
    if (looks === 1) await deps.wake(workflow);
  }
  return null;
}

async function replyTo(outcome: InputOutcome, tenant: TenantId, workflow: WorkflowId, archive: Archive): Promise<ActionReply> {
  if (outcome.kind === 'accepted') return { kind: 'accepted' };
  const state = await readWorkflow(archive, tenant, workflow);
  return { kind: 'refused', reason: outcome.reason, card: refusalCard(outcome.reason, state) };
}
