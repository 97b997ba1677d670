/** How a supervised plan may grow, and what of a supervisor's choice cannot be carried out. */
import type { Question } from './decision.ts';
import type { WorkstreamId } from './ids.ts';
import { type AgentType, MAX_RETRIES, type Plan, type Workstream, workstreamOf } from './plan.ts';
import { planProblems } from './plan-rules.ts';
import type { Workflow } from './state.ts';
import { startedProblems } from './structure-rules.ts';
import type { Review } from './supervision.ts';
import { uncoveredParts } from './uncovered-parts.ts';
import { isUnderReview, nextRound, timesSentBack } from './under-review.ts';

/** The plan with one more piece in its last phase. */
export function grown(plan: Plan, added: Workstream): Plan {
  const last = plan.phases.length - 1;
  return {
    ...plan,
    phases: plan.phases.map((phase, index) => (index === last ? { ...phase, workstreams: [...phase.workstreams, added.id] } : phase)),
    workstreams: [...plan.workstreams, added],
  };
}

/** In whole sentences: they go back to the supervisor. Empty: it can be carried out. */
export function reviewProblems(workflow: Workflow, id: WorkstreamId, review: Review): readonly string[] {
  switch (review.choice) {
    case 'accept':
    case 'finish':
      return [];
    case 'redo':
      return [...sendBackProblems(workflow, id), ...(review.notes.trim() === '' ? ['A redo needs notes: what must be different?'] : [])];
    case 'reassign':
      return [...sendBackProblems(workflow, id), ...reassignProblems(workflow, id, review)];
    case 'spawn':
      return spawnProblems(workflow, review.added);
    default: {
      const missed: never = review;
      return missed;
    }
  }
}

/** The agent type that people have not approved for this plan; null: the choice is covered. */
export function agentOutside({ proposal }: Workflow, review: Review): AgentType | null {
  const agent = review.choice === 'spawn' ? review.added.agent : review.choice === 'reassign' ? review.agent : null;
  return agent === null || proposal?.envelope.agents.includes(agent) ? null : agent;
}

/** What people are asked about can still be carried out. */
export function growthApprovalStands(workflow: Workflow, { round, workstream, review }: Extract<Question, { kind: 'growth-approval' }>): boolean {
  return isUnderReview(workflow, workstream) && round === nextRound(workflow) && reviewProblems(workflow, workstream, review).length === 0;
}

function sendBackProblems(workflow: Workflow, id: WorkstreamId): string[] {
  if (workflow.workstreams.get(id)?.status.kind === 'supplied') return [`A person supplied the result of [${id}]: it stays. Choose accept, spawn or finish.`];
  return timesSentBack(workflow, id) < MAX_RETRIES
    ? []
    : [`[${id}] was sent back ${MAX_RETRIES} times, which is all that is allowed. Choose accept, spawn or finish.`];
}

function reassignProblems({ proposal }: Workflow, id: WorkstreamId, { agent, persona }: Extract<Review, { choice: 'reassign' }>): string[] {
  const old = proposal && workstreamOf(proposal.plan, id);
  const isSame = (agent === null || agent === old?.agent) && (persona === null || persona === old?.persona);
  return isSame ? [`To reassign [${id}], name another agent or another persona than it has; for the same one choose redo.`] : [];
}

function spawnProblems(workflow: Workflow, added: Workstream): string[] {
  const { proposal } = workflow;
  if (!proposal) return ['There is no plan to add to.'];
  const { plan, envelope } = proposal;
  const count = plan.workstreams.length;
  if (count >= envelope.maxWorkstreams) return [`The plan has ${count} workstreams, and no more are approved. Choose accept or finish.`];
  const before = planProblems(plan);
  const isGap = (id: WorkstreamId) => ['failed', 'skipped', 'cancelled', 'blocked'].includes(workflow.workstreams.get(id)?.status.kind ?? '');
  return [
    ...planProblems(grown(plan, added)).filter((problem) => !before.includes(problem)),
    ...added.dependsOn.filter(isGap).map((id) => `The new piece waits for [${id}], which has no result and may never have one.`),
    ...placeProblems(workflow, plan, added, isGap),
  ];
}

/** The request's own order: what comes after a THEN waits for something from before it, where that can still be waited for. */
function placeProblems(workflow: Workflow, plan: Plan, added: Workstream, isGap: (id: WorkstreamId) => boolean): readonly string[] {
  const count = plan.growth?.parts?.length ?? 0;
  if (count === 0) return [];
  const unknown = (added.parts ?? []).filter((part) => part > count).map((part) => `The new piece names part ${part}; the request has ${count}.`);
  const stages = workflow.judgement?.stages ?? [];
  if (unknown.length > 0 || stages.reduce((sum, parts) => sum + parts, 0) !== count) return unknown;
  const standing = { ...plan, workstreams: plan.workstreams.filter(({ id }) => !isGap(id)) };
  const before = startedProblems(standing, stages);
  const order = startedProblems(grown(standing, added), stages).filter((problem) => !before.includes(problem));
  return [...aloneProblems(workflow, added), ...order];
}

/** While there is room for a piece for each part that nobody does. */
function aloneProblems(workflow: Workflow, added: Workstream): readonly string[] {
  const { plan, envelope } = workflow.proposal ?? {};
  const open = uncoveredParts(workflow).map(({ number }) => number);
  const parts = open.filter((part) => added.parts?.includes(part));
  if (parts.length < 2 || !plan || !envelope || open.length > envelope.maxWorkstreams - plan.workstreams.length) return [];
  return [`The new piece does parts ${parts.join(', ')} of the request, and there is room for a piece for each of them.`];
}
