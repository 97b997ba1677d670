/**
 * What a supervisor's choice is sent back for although it could be carried out: a prompt over 500 words, once, and then it
 * is refused; an end that leaves out a part of the request, twice, and then the part is told as missing.
 */
import { type Subject, subjectKey } from './call.ts';
import type { WorkstreamId } from './ids.ts';
import { MAX_RETRIES, MAX_TASK_WORDS, type Workstream, workstreamOf } from './plan.ts';
import { promptWords } from './prompt-check.ts';
import type { Workflow } from './state.ts';
import type { Review } from './supervision.ts';
import { uncoveredParts } from './uncovered-parts.ts';
import { wordsIn } from './words-in.ts';

type ReviewSubject = Extract<Subject, { kind: 'review' }>;

/** In whole sentences for the next try. Empty: it is as it should be, or sending it back again would not help. */
export function shortcomings(workflow: Workflow, subject: ReviewSubject, review: Review): readonly string[] {
  const words = overlongWords(workflow, subject.workstream, review);
  if (words !== null && !wasToldLength(workflow, subject))
    return [`The prompt of the piece comes to ${words} ${TOO_LONG}; at most ${MAX_TASK_WORDS} are meant. Split its work, or say it in fewer words.`];
  return triesLeft(workflow, subject) ? leftOut(workflow, subject.workstream, review) : [];
}

/** Words of the prompt that it makes, where they are over the limit: a piece that is added, or one that goes back with notes. Null: they are not. */
export function overlongWords({ proposal, sizes }: Workflow, id: WorkstreamId, review: Review): number | null {
  const workstream = proposal && workstreamOf(proposal.plan, id);
  switch (review.choice) {
    case 'accept':
    case 'finish':
      return null;
    case 'redo':
    case 'reassign': {
      const more = wordsIn(review.reason) + wordsIn(review.notes ?? '');
      return workstream ? overLimit(withNotes(promptWords(workstream, sizes), more)) : null;
    }
    case 'spawn':
      return overLimit(promptWords(review.added, { ...sizes, ...review.sizes }));
    default: {
      const missed: never = review;
      return missed;
    }
  }
}

/** By these words of ours a choice that was sent back for it is known. */
const TOO_LONG = 'words with its role and rules';

/** People approved a longer one as it is: then only the notes are held to the limit. */
function withNotes(words: number, notes: number): number {
  return words > MAX_TASK_WORDS ? notes : words + notes;
}

function overLimit(words: number): number | null {
  return words > MAX_TASK_WORDS ? words : null;
}

/** In this look, or in the one before it, which was refused for it. */
function wasToldLength(workflow: Workflow, subject: ReviewSubject): boolean {
  const last = workflow.supervision.decisions.at(-1);
  const failure = workflow.tries.get(subjectKey(subject))?.lastFailure;
  const isTold = failure?.kind === 'choice-rejected' && failure.detail.includes(TOO_LONG);
  return isTold || (last?.workstream === subject.workstream && last.refused !== undefined) || !triesLeft(workflow, subject);
}

/** The last try is taken as it is. */
function triesLeft(workflow: Workflow, subject: ReviewSubject): boolean {
  return (workflow.tries.get(subjectKey(subject))?.failed ?? 0) < MAX_RETRIES;
}

/** The request's own parts that nobody would do if it ended with this, while there is room for one more piece. */
function leftOut(workflow: Workflow, id: WorkstreamId, review: Review): readonly string[] {
  const { proposal } = workflow;
  if (!proposal || !endsWith(workflow, id, review) || proposal.plan.workstreams.length >= proposal.envelope.maxWorkstreams) return [];
  return uncoveredParts(workflow).map(
    ({ number, text }) => `No workstream does part ${number} of the request (${JSON.stringify(text)}): add a piece for it that names it in parts.`,
  );
}

function endsWith(workflow: Workflow, id: WorkstreamId, { choice }: Review): boolean {
  if (choice === 'finish') return true;
  // What failed, or waits for people, is not over by accepting this.
  return choice === 'accept' && (proposalWork(workflow) ?? []).every((other) => (other.id === id ? hasResult(workflow, id) : isOver(workflow, other.id)));
}

function proposalWork({ proposal }: Workflow): readonly Workstream[] | undefined {
  return proposal?.plan.workstreams;
}

function hasResult(workflow: Workflow, id: WorkstreamId): boolean {
  const kind = workflow.workstreams.get(id)?.status.kind;
  return kind === 'done' || kind === 'supplied';
}

/** It brings no other look. */
function isOver(workflow: Workflow, id: WorkstreamId): boolean {
  const record = workflow.workstreams.get(id);
  if (!record) return true;
  if (hasResult(workflow, id)) return record.reviewed;
  return record.status.kind === 'skipped' || record.status.kind === 'cancelled' || (record.status.kind === 'failed' && record.status.accepted !== null);
}
