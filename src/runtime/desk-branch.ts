/** One workstream of a run that is over, done again or changed: a new run in the same thread, which takes over everything else. */
import { noticeCard } from '../cards/notice.ts';
import { refusalCard } from '../cards/refusal.ts';
import { branchFrom } from '../engine/branch.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import { workstreamOf } from '../engine/plan.ts';
import { planProblems } from '../engine/plan-rules.ts';
import type { Workflow } from '../engine/state.ts';
import type { BranchChange, BranchReply, BranchRequest } from '../ports/desk.ts';
import { noteText } from './clean-text.ts';
import type { DeskDeps } from './desk-deps.ts';
import { unknownName } from './desk-names.ts';
import { openRun } from './open-run.ts';
import { readWorkflow } from './read-workflow.ts';
import { seenRun } from './seen-runs.ts';

export async function branch(request: BranchRequest, deps: DeskDeps): Promise<BranchReply> {
  const { tenant, actor, input, workstream, change } = request;
  const seen = await seenRun(request, request.workflow, deps);
  const former = seen && (await readWorkflow(deps.archive, tenant, request.workflow));
  if (!former) return { kind: 'not-found' };
  const unknown = await unknownName({ personas: [change?.persona ?? null], skills: [] }, former.proposal?.plan ?? null, deps.library);
  if (unknown) return { kind: 'refused', reason: unknown, card: refusalCard(unknown, former) };
  const made = branchFrom(former, workstream, change && changed(former, workstream, change));
  switch (made.kind) {
    case 'not-ended':
      return { kind: 'refused', reason: { kind: 'not-ended' }, card: noticeCard({ kind: 'not-over', number: former.number }) };
    case 'unknown-workstream':
      return { kind: 'refused', reason: { kind: made.kind }, card: refusalCard({ kind: made.kind }, former) };
    case 'branch': {
      const { plan, reuse } = made;
      const problems = planProblems(plan);
      if (problems.length > 0)
        return { kind: 'refused', reason: { kind: 'plan-invalid', problems }, card: refusalCard({ kind: 'plan-invalid', problems }, former) };
      const { place, task, inputs, options } = former;
      const settings = (await deps.settings.resolve(tenant, place.channel)).values;
      // A plan to look at has become a plan to run: somebody asks for its results.
      const mode = former.mode === 'plan-only' ? 'orchestrate' : former.mode;
      const opened = await openRun({ place, requester: actor, mode, task, inputs, settings, givenPlan: plan, reuse, options }, input, [], deps);
      return { kind: 'started', ...opened, reused: reuse.results.map((result) => result.workstream), savedUsd: reuse.savedUsd };
    }
    default: {
      const missed: never = made;
      return missed;
    }
  }
}

/** A note goes with the task as it was; a task takes its place. */
function changed(former: Workflow, id: WorkstreamId, { agent, persona, task, note }: BranchChange) {
  const before = former.proposal ? (workstreamOf(former.proposal.plan, id)?.task ?? '') : '';
  const stated = task === null ? before : noteText(task);
  const whole = note === null ? stated : `${stated}\n\n${noteText(note)}`;
  return { agent, persona, task: task === null && note === null ? null : whole };
}
