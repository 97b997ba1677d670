/** A workstream failed for good: what happened, what it cost, what waits for it and what is safe. */

import type { Decision, Question } from '../engine/decision.ts';
import type { Workflow } from '../engine/state.ts';
import { coverageOf } from '../engine/status.ts';
import { results } from './artifact-list.ts';
import type { Block } from './card.ts';
import { failureReason } from './failure-words.ts';
import { duration, money, ordinal } from './figures.ts';
import { named, ref, refs, titleOf } from './naming.ts';
import { blocks, dotted, line, listed, says, strong } from './spans.ts';

type FailureQuestion = Extract<Question, { kind: 'failure-menu' }>;

export function failureMenu(workflow: Workflow, decision: Decision, question: FailureQuestion): readonly Block[] {
  const open = decision.state.kind === 'open';
  return blocks(
    {
      kind: 'heading',
      line: dotted([strong(`Workstream ${ref(question.workstream)} failed`)], titleOf(workflow, question.workstream), open ? effort(workflow, question) : null),
    },
    says(strong('Why: '), failureReason(question.failure)),
    open ? stakes(workflow, question) : null,
    open ? severalFailed(workflow) : null,
  );
}

/** `third attempt, 4 m 02 s, $0.09 spent`. Later attempts change these, so an answered menu leaves them out. */
function effort(workflow: Workflow, question: FailureQuestion): string | null {
  const record = workflow.workstreams.get(question.workstream);
  if (!record) return null;
  const took = record.startedAt !== null && record.settledAt !== null ? `, ${duration(record.settledAt - record.startedAt)}` : '';
  const spent = workflow.spent.rehearsal ? `, ${money(record.costUsd)} at table prices` : `, ${money(record.costUsd)} spent`;
  return `${record.loop ? `loop of ${record.loop.round} rounds` : `${ordinal(Math.max(1, record.attempts))} attempt`}${took}${spent}`;
}

function stakes(workflow: Workflow, question: FailureQuestion): Block {
  const kept = results(workflow).map(({ id }) => id);
  const blocked = question.blocks.map((id) => line(named(workflow, id)));
  return says(
    strong('Blocked by it: '),
    ...(blocked.length > 0 ? listed(blocked, 'and') : ['nothing']),
    '. ',
    strong('Kept: '),
    kept.length > 0 ? refs(kept) : 'nothing is finished yet',
    '.',
  );
}

/** The source asks to say it plainly from the third failure on. */
function severalFailed(workflow: Workflow): Block | null {
  const failed = [...workflow.workstreams.values()].filter((record) => record.status.kind === 'failed').map((record) => record.id);
  if (failed.length < 3) return null;
  const { done, total } = coverageOf(workflow);
  return says(strong(`${failed.length} of ${total} failed`), `: ${refs(failed)}. ${done} of ${total} completed. Partial results are available.`);
}
