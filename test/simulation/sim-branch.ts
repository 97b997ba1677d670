/** Some runs that have ended are branched: the next run takes over what does not change. */
import { isDeepStrictEqual } from 'node:util';
import { branchFrom } from '../../src/engine/branch.ts';
import { builtOn } from '../../src/engine/built-on.ts';
import type { Reuse } from '../../src/engine/event.ts';
import { type WorkstreamId, workflowId } from '../../src/engine/ids.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Random } from './random.ts';
import type { Request } from './sim-plans.ts';
import { anyRequest } from './sim-plans.ts';
import { must } from './violation.ts';

/** The request of the branch; null for most runs, for those without a plan, and where the change is refused. */
export function branched(random: Random, ended: Workflow): Request | null {
  const workstream = random.chance(0.3) ? random.maybe([...ended.workstreams.keys()]) : null;
  if (workstream === null) return null;
  const change = random.chance(0.5) ? null : { agent: null, persona: 'one', task: 'other task' };
  const branch = branchFrom(ended, workstream, change);
  must(branch.kind === 'branch', 'branch-works', () => branch.kind);
  // The desk refuses one whose plan breaks a rule, such as two seats of a panel with one persona.
  if (branch.kind !== 'branch' || planProblems(branch.plan).length > 0) return null;
  redoesWhatIsBuiltOn(branch.plan, branch.reuse, workstream);
  must(isDeepStrictEqual(branch.reuse.notes, ended.notes), 'branch-is-told', () => 'what people added is lost');
  for (const { id, model } of ended.workstreams.values()) {
    const carried = branch.reuse.models?.find((one) => one.workstream === id)?.model ?? null;
    must(carried === model, 'branch-is-told', () => `[${id}] was on ${model} and would be on ${carried}`);
  }
  // Its plan has what was given in it already.
  const { composition: _, ...request } = anyRequest(random);
  return {
    ...request,
    workflow: workflowId('00000000-0000-7000-8000-000000000002'),
    number: 2,
    mode: ended.mode === 'plan-only' ? 'plan-only' : 'orchestrate',
    givenPlan: branch.plan,
    reuse: branch.reuse,
  };
}

/** Nothing is kept that was built on what is done again, and no handoff that tells of it. */
function redoesWhatIsBuiltOn(plan: Plan, reuse: Reuse, workstream: WorkstreamId): void {
  const kept = reuse.results.map((result) => result.workstream);
  const again = plan.workstreams.map(({ id }) => id).filter((id) => id === workstream || !kept.includes(id));
  const anew = builtOn(plan, again);
  for (const id of kept) must(!anew.has(id), 'branch-redoes', () => `[${id}] was to be done again with [${workstream}]`);
  for (const { phase } of reuse.handoffs) {
    const tellsOf = plan.phases.find(({ id }) => id === phase)?.workstreams ?? [];
    must(!tellsOf.some((id) => anew.has(id)), 'branch-redoes', () => `the handoff of ${phase} tells of work that is done again`);
  }
}
