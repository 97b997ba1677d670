/** A workflow that the real engine decides and the ledger under test records, step by step. */
import { createHash, randomUUID } from 'node:crypto';
import { decide } from '../../src/engine/decide.ts';
import { replay } from '../../src/engine/evolve.ts';
import { artifactId, channelId, type InputId, inputId, type TenantId, tenantId, threadId, type WorkflowId, workflowId } from '../../src/engine/ids.ts';
import type { CallResult, Input } from '../../src/engine/input.ts';
import type { Plan } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Appended, Batch, Ledger, NewArtifact, Opening } from '../../src/ports/ledger.ts';
import { phase, requestOf, USAGE, work } from '../engine/scenario.ts';

export const LOCAL = tenantId('local');
export const OTHER = tenantId('other');

/** Two in parallel, then one that needs both. */
const SMALL_PLAN: Plan = {
  v: 1,
  pattern: 'mixed',
  reason: 'Two, then one.',
  phases: [phase('p1', ['1', '2']), phase('p2', ['3'])],
  workstreams: [work('1'), work('2'), work('3', ['1', '2'])],
};

export const newWorkflow = (): WorkflowId => workflowId(randomUUID());
export const newInput = (): InputId => inputId(randomUUID());

export function artifact(text: string, name = 'result.md'): NewArtifact {
  const content = new TextEncoder().encode(text);
  return {
    ref: { id: artifactId(randomUUID()), name, mediaType: 'text/markdown', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
    content,
  };
}

/** The place of a thread of its own. */
export function placeIn(tenant: TenantId, thread: string = randomUUID()) {
  return { tenant, surface: 'web', channel: channelId('general'), thread: threadId(thread) };
}

export function opening(
  more: Partial<Opening> & { readonly request?: Parameters<typeof requestOf>[0]; readonly givenPlan?: Plan | null; readonly at?: number } = {},
): Opening {
  const { request, givenPlan = SMALL_PLAN, at = Date.now(), ...rest } = more;
  const workflow = rest.workflow ?? newWorkflow();
  const tenant = rest.tenant ?? LOCAL;
  const place = placeIn(tenant);
  return {
    tenant,
    workflow,
    input: newInput(),
    artifacts: [],
    first: (number) => {
      const input = requestOf({ workflow, number, place, givenPlan, ...request });
      const { events, after } = decide({ kind: 'none' }, input, at);
      return { recorded: events.map((event, index) => ({ seq: index + 1, at, input: rest.input ?? null, event })), after: workflowOf(after) };
    },
    ...rest,
  };
}

/** Takes the workflow over and answers with what a driver holds. */
export async function driver(ledger: Ledger, workflow: WorkflowId) {
  const takeover = await ledger.takeOver(workflow);
  if (!takeover) throw new Error(`There is no workflow ${workflow}.`);
  return heldBy(ledger, workflowOf(replay(takeover.recorded)), takeover.epoch);
}

export interface Driver {
  readonly epoch: number;
  state(): Workflow;
  /** What the input would append. */
  batch(input: Input, more?: Partial<Batch>): Batch;
  /** Appends what the input leads to, and goes on from there when that won. */
  feed(input: Input, more?: Partial<Batch>): Promise<Appended['kind']>;
  /** Ends every running call well, once around. */
  succeedAll(): Promise<void>;
}

function heldBy(ledger: Ledger, from: Workflow, epoch: number): Driver {
  let state = from;
  let now = state.updatedAt;
  const batch: Driver['batch'] = (input, more = {}) => {
    now += 1_000;
    const { events, after } = decide(state, input, now);
    return {
      workflow: state.id,
      tenant: state.place.tenant,
      expectedVersion: state.version,
      epoch,
      recorded: events.map((event, index) => ({ seq: state.version + 1 + index, at: now, input: more.applied?.[0]?.id ?? null, event })),
      after: workflowOf(after),
      artifacts: [],
      applied: [],
      ...more,
    };
  };
  const feed: Driver['feed'] = async (input, more) => {
    const made = batch(input, more);
    const { kind } = await ledger.append(made);
    if (kind === 'appended') state = made.after;
    return kind;
  };
  return {
    epoch,
    state: () => state,
    batch,
    feed,
    async succeedAll() {
      for (const attempt of state.running.values()) {
        const { result, artifacts } = resultFor(attempt.subject.kind);
        await feed({ kind: 'call-succeeded', attempt: attempt.id, result, usage: USAGE }, { artifacts });
      }
    },
  };
}

function resultFor(kind: string): { result: CallResult; artifacts: readonly NewArtifact[] } {
  switch (kind) {
    case 'workstream': {
      const made = artifact('What was found.');
      return { result: { kind: 'workstream', artifact: made.ref, opening: 'What was found.', ballot: null }, artifacts: [made] };
    }
    case 'handoff':
      return { result: { kind: 'handoff', handoff: { decisions: ['Go on.'], openItems: [] } }, artifacts: [] };
    case 'synthesis':
      return { result: { kind: 'synthesis', synthesis: { title: 'All of it', notes: [] }, answer: { kind: 'inline', text: 'The whole.' } }, artifacts: [] };
    default:
      throw new Error(`No result is prepared for ${kind}.`);
  }
}

function workflowOf(state: ReturnType<typeof replay>): Workflow {
  if (state.kind === 'none') throw new Error('The workflow has no events.');
  return state;
}
