/** A retry tells the model what went wrong, where knowing it helps. */
import { type Subject, subjectKey } from '../engine/call.ts';
import type { Failure } from '../engine/failure.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { section } from './prompt-parts.ts';

export function lastTry(workflow: Workflow, subject: Subject): string {
  const tries = workflow.tries.get(subjectKey(subject));
  // A draft of the iterative loop came after the failure that led to the loop: that one is history.
  const drafted = subject.kind === 'workstream' && (workflow.workstreams.get(subject.workstream)?.loop?.draft ?? null) !== null;
  const failure = !tries || (drafted && tries.failed === 0) ? null : tries.lastFailure;
  const told = failure === null ? null : whatToDo(failure);
  return failure === null || told === null ? '' : section('Your last try failed', `${told}\n\n${fenced('the error', failure.detail)}`);
}

/** Null for what the model had no part in: the service was busy, the network failed. */
function whatToDo(failure: Failure): string | null {
  switch (failure.kind) {
    case 'malformed-output':
      return 'Its answer could not be read. Keep exactly to the output format and interface below.';
    case 'max-tokens':
      return 'Its answer was cut off at the output limit. Think less and write less: the essentials first, nothing twice.';
    case 'timeout':
      return 'It took too long. Go straight to the result, and leave out what is not asked for.';
    case 'refusal':
      return 'The model declined. Do the parts of the task that can be done properly, and say plainly which part cannot and why.';
    case 'plan-rejected':
      return 'The plan broke a rule. Mend it: every problem below must be gone.';
    case 'choice-rejected':
      return 'Your choice could not be carried out. Choose again, and mind what is named below.';
    case 'check-not-passed':
      return 'The check did not pass it. Mend what it names.';
    case 'context-overflow':
      return 'The input did not fit. Read only what the task needs.';
    case 'rate-limited':
    case 'overloaded':
    case 'connection':
    case 'server-error':
    case 'invalid-request':
    case 'authentication':
    case 'rehearsed':
    case 'reported':
      return null;
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}
