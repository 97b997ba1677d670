/** Some runs that have ended are branched: the next run takes over what does not change. */
import { branchFrom } from '../../src/engine/branch.ts';
import { workflowId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Random } from './random.ts';
import type { Request } from './sim-plans.ts';
import { anyRequest } from './sim-plans.ts';
import { must } from './violation.ts';

/** The request of the branch; null for most runs, and for those without a plan. */
export function branched(random: Random, ended: Workflow): Request | null {
  const workstream = random.chance(0.3) ? random.maybe([...ended.workstreams.keys()]) : null;
  if (workstream === null) return null;
  const change = random.chance(0.5) ? null : { agent: null, persona: 'one', task: 'other task' };
  const branch = branchFrom(ended, workstream, change);
  must(branch.kind === 'branch', 'branch-works', () => branch.kind);
  if (branch.kind !== 'branch') return null;
  for (const { workstream: kept } of branch.reuse.results) must(kept !== workstream, 'branch-redoes', () => `[${kept}] was to be done again`);
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
