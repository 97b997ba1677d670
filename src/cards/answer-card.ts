/** The direct answer to a SIMPLE request. */
import type { FinalAnswer, Workflow } from '../engine/state.ts';
import { answerBlocks } from './answer-text.ts';
import { files } from './artifact-list.ts';
import type { Card } from './card.ts';
import { duration } from './figures.ts';
import { spentSoFar } from './money-line.ts';
import { blocks, card, dotted } from './spans.ts';

export function answerCard(workflow: Workflow, answer: Extract<FinalAnswer, { kind: 'inline' }>): Card {
  return card(
    'answer',
    blocks(answerBlocks(answer.answer), files(answer.answer.kind === 'stored' ? [answer.answer.artifact] : []), {
      kind: 'context',
      line: dotted('Answered directly, without workstreams', duration(answer.at - workflow.requestedAt), spentSoFar(workflow)),
    }),
    [],
    [workflow.requester],
  );
}
