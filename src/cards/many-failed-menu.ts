/** Three workstreams failed: what happened to three may happen to all, so nothing new starts before someone says how to go on. */
import type { Decision, Question } from '../engine/decision.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { failureInShort } from './failure-words.ts';
import { ref, refs } from './naming.ts';
import { blocks, heading, says, strong } from './spans.ts';

type ManyFailed = Extract<Question, { kind: 'many-failed' }>;

export function manyFailed(workflow: Workflow, decision: Decision, { failed, done, total }: ManyFailed): readonly Block[] {
  const which = decision.state.kind === 'open' ? withReasons(workflow, failed) : refs(failed);
  return blocks(
    heading(strong(`Stopped starting new work: ${failed.length} of ${total} failed.`)),
    says(`${done} of ${total} tasks completed. Failed: ${which}. ${done === 0 ? 'There are no results yet.' : 'Partial results available.'}`),
  );
}

/** One reason for all is said once. Later attempts change reasons, so an answered menu leaves them out. */
function withReasons(workflow: Workflow, failed: readonly WorkstreamId[]): string {
  const reasons = failed.map((id) => {
    const status = workflow.workstreams.get(id)?.status;
    return status?.kind === 'failed' ? failureInShort(status.failure) : null;
  });
  const [first] = reasons;
  if (first != null && reasons.every((reason) => reason === first)) return `${refs(failed)} (all: ${first})`;
  return failed.map((id, index) => (reasons[index] == null ? ref(id) : `${ref(id)} (${reasons[index]})`)).join(', ');
}
