/** A supervisor's answer as a choice that the engine can carry out; what the library does not have is told to the next try. */
import type { WorkstreamId } from '../engine/ids.ts';
import { workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { Review, ReviewAnswer } from '../engine/supervision.ts';
import { addedPiece, type PlanContext, reassignProblems } from '../patterns/index.ts';
import type { Library } from '../ports/library.ts';
import { sizesFor } from './library-sizes.ts';

export type Read = { readonly kind: 'review'; readonly review: Review } | { readonly kind: 'problems'; readonly problems: readonly string[] };

interface Looked {
  readonly workflow: Workflow;
  /** Whose result the supervisor saw. */
  readonly workstream: WorkstreamId;
}

export function reviewFrom(answer: ReviewAnswer, { workflow, workstream }: Looked, context: PlanContext, library: Library): Read {
  const { choice, reason, agent, persona } = answer;
  switch (choice) {
    case 'accept':
    case 'finish':
      return { kind: 'review', review: { choice, reason } };
    case 'redo':
      return { kind: 'review', review: { choice, reason, notes: answer.notes ?? '' } };
    case 'reassign': {
      if (persona !== null && !context.personas.includes(persona))
        return { kind: 'problems', problems: [`The library has no persona "${persona}". Known personas: ${context.personas.join(', ')}.`] };
      const piece = workflow.proposal && workstreamOf(workflow.proposal.plan, workstream);
      const problems = piece ? reassignProblems(piece, agent) : [];
      if (problems.length > 0) return { kind: 'problems', problems };
      return { kind: 'review', review: { choice, reason, notes: answer.notes, agent, persona } };
    }
    case 'spawn':
      return spawned(answer, workflow, context, library);
    default: {
      const missed: never = choice;
      return missed;
    }
  }
}

function spawned({ reason, next }: ReviewAnswer, workflow: Workflow, context: PlanContext, library: Library): Read {
  const { proposal } = workflow;
  if (!proposal || next === null) return { kind: 'problems', problems: ['To spawn, describe the new piece in next.'] };
  const made = addedPiece(proposal.plan, next, proposal.change?.dropped ?? [], context);
  if (made.kind === 'problems') return made;
  const { workstream: added, correction } = made;
  const sizes = sizesFor({ ...proposal.plan, phases: [], workstreams: [added] }, library);
  return { kind: 'review', review: { choice: 'spawn', reason, added, correction, sizes } };
}
