/** Runs with given plans: opened as the desk opens them, and waited for until the append that ends them. */
import { decide } from '../src/engine/decide.ts';
import { inputId, personId, phaseId, threadId, type WorkflowId, workflowId, workstreamId } from '../src/engine/ids.ts';
import type { Plan, Workstream } from '../src/engine/plan.ts';
import type { Settings } from '../src/engine/settings.ts';
import type { Ledger, NewArtifact } from '../src/ports/ledger.ts';
import { type BenchBaton, CHANNEL, TENANT } from './baton.ts';

export interface GivenRun {
  readonly baton: BenchBaton;
  readonly surface: string;
  readonly givenPlan: Plan;
  readonly settings: Settings;
  readonly files?: readonly NewArtifact[];
  wait(workflow: WorkflowId): Promise<void>;
}

/** Opens a workflow as the desk does, with a plan that it has not made, and waits for the append that ends it. */
export async function runToEnd({ baton, surface, givenPlan, wait, settings, files = [] }: GivenRun): Promise<void> {
  const workflow = workflowId(baton.ids.next());
  const ended = wait(workflow);
  const input = inputId(baton.ids.next());
  const place = { tenant: TENANT, surface, channel: CHANNEL, thread: threadId(baton.ids.next()) };
  await baton.ledger.open({
    tenant: TENANT,
    workflow,
    input,
    artifacts: files,
    first: (number) => {
      const now = Date.now();
      const task = { kind: 'inline', text: 'bench' } as const;
      const request = {
        kind: 'request',
        workflow,
        number,
        place,
        requester: personId('bench'),
        mode: 'parallel',
        task,
        inputs: files.map(({ ref }) => ref),
        settings,
        givenPlan,
        reuse: null,
        rehearsal: false,
      } as const;
      const decided = decide({ kind: 'none' }, request, now);
      if (decided.after.kind === 'none') throw new Error('the request was not taken');
      return { recorded: decided.events.map((event, index) => ({ seq: index + 1, at: now, input, event })), after: decided.after };
    },
  });
  baton.wake();
  await ended;
}

export function endings(): { watch(real: Ledger): Ledger; wait(workflow: WorkflowId): Promise<void> } {
  const waiting = new Map<WorkflowId, () => void>();
  return {
    watch: (real) => ({
      ...real,
      async append(batch) {
        const appended = await real.append(batch);
        const { stage } = batch.after;
        if (stage.kind === 'ended') {
          if (stage.outcome !== 'completed') throw new Error(`a workflow ended as ${stage.outcome}`);
          waiting.get(batch.workflow)?.();
          waiting.delete(batch.workflow);
        }
        return appended;
      },
    }),
    wait: (workflow) => new Promise((resolve) => waiting.set(workflow, resolve)),
  };
}

/** One phase that hands nothing on: the peers have no handoffs. */
export function planOf(workstreams: readonly Workstream[]): Plan {
  const phase = {
    id: phaseId('p1'),
    title: 'Bench',
    workstreams: workstreams.map(({ id }) => id),
    persona: null,
    skills: [],
    gate: 'none',
    handoff: false,
  } as const;
  return { v: 1, pattern: 'mixed', reason: 'bench', phases: [phase], workstreams };
}

export function workstream(number: number, dependsOn: readonly number[], task = `Do task ${number}.`): Workstream {
  return {
    id: workstreamId(String(number)),
    title: `Task ${number}`,
    task,
    agent: 'general',
    persona: null,
    skills: [],
    dependsOn: dependsOn.map((other) => workstreamId(String(other))),
    estimateMinutes: 1,
    output: 'text',
    deliverable: `task-${number}.md`,
    successCheck: null,
  };
}
