/** A rehearsed supervisor: it takes the request's own steps one after the other, and sends work back where it is told to. */
import { MAX_WORKSTREAMS } from '../../engine/plan.ts';
import { marksIn } from '../../engine/rehearsal-marks.ts';
import type { ReviewAnswer } from '../../engine/supervision.ts';
import type { Brief } from '../../ports/model.ts';
import { piecesOf } from './pieces.ts';
import { REHEARSAL } from './words.ts';

export function rehearsedReview({ request, task, review }: Brief, prompt: string): ReviewAnswer {
  if (!review) return answer({ choice: 'accept', reason: `${REHEARSAL}: there is nothing to look at.` });
  const back = sendBack(task, review);
  if (back) return back;
  if (review.failed) return answer({ choice: 'accept', reason: `${REHEARSAL}: people decide what becomes of it.` });
  const pieces = piecesOf(request, { least: 2, most: MAX_WORKSTREAMS, phased: false }, prompt);
  const next = pieces[review.pieces] ?? pieces.find(({ parts }) => parts.some((part) => review.uncovered.includes(part)));
  if (next && review.room > 0) {
    const reason = `${REHEARSAL}: the request has one more step.`;
    return answer({ choice: 'spawn', reason, next: { ...next, dependsOn: next.dependsOn.filter((position) => review.standing.includes(position)) } });
  }
  return answer(
    review.others > 0
      ? { choice: 'accept', reason: `${REHEARSAL}: it stands, and others are at work.` }
      : { choice: 'finish', reason: `${REHEARSAL}: every step of the request is done.` },
  );
}

/** `[[redo]]` and `[[reassign]]` in a workstream's text count once each; what failed goes to another agent once. */
function sendBack(task: string, { sentBack, failed, agent }: NonNullable<Brief['review']>): ReviewAnswer | null {
  const marks = marksIn(task);
  if (marks.redo && sentBack === 0 && !failed) {
    return answer({ choice: 'redo', reason: `${REHEARSAL}: told to by a mark.`, notes: `${REHEARSAL}: name the open points, and close each.` });
  }
  const wanted = (marks.reassign && sentBack === (marks.redo ? 1 : 0)) || (failed && sentBack === 0);
  if (!wanted) return null;
  const reason = failed ? `${REHEARSAL}: it failed, and another agent may manage.` : `${REHEARSAL}: told to by a mark.`;
  // What makes something stays with the agent that makes things.
  if (agent === 'general') return answer({ choice: 'redo', reason: `${REHEARSAL}: it is tried again.`, notes: `${REHEARSAL}: look at it from another side.` });
  return answer({ choice: 'reassign', reason, agent: agent === 'plan' ? 'explore' : 'plan', notes: `${REHEARSAL}: look at it from another side.` });
}

function answer(chosen: Pick<ReviewAnswer, 'choice' | 'reason'> & Partial<ReviewAnswer>): ReviewAnswer {
  return { notes: null, agent: null, persona: null, next: null, ...chosen };
}
