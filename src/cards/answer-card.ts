/** The direct answer to a SIMPLE request. */
import type { RequestOptions } from '../engine/request-options.ts';
import type { FinalAnswer, Workflow } from '../engine/state.ts';
import { answerBlocks } from './answer-text.ts';
import { files } from './artifact-list.ts';
import type { Card } from './card.ts';
import { duration, sentenceList } from './figures.ts';
import { spentSoFar } from './money-line.ts';
import { blocks, card, dotted } from './spans.ts';

export function answerCard(workflow: Workflow, answer: Extract<FinalAnswer, { kind: 'inline' }>): Card {
  return card(
    'answer',
    blocks(answerBlocks(answer.answer), files(answer.answer.kind === 'stored' ? [answer.answer.artifact] : []), {
      kind: 'context',
      line: dotted('Answered directly, without workstreams', ...usedOf(workflow.options), duration(answer.at - workflow.requestedAt), spentSoFar(workflow)),
    }),
    [],
    [workflow.requester],
  );
}

/** Of what was chosen with the request: what shaped this answer, and what only workstreams have. */
function usedOf({ persona, skills, template, model }: RequestOptions): readonly string[] {
  const unused = [...(template === null ? [] : [`template ${template}`]), ...(model === null ? [] : [`model ${model}`])];
  return [
    ...(persona === null ? [] : [`as ${persona}`]),
    ...(skills.length === 0 ? [] : [`with ${sentenceList(skills, 'and')}`]),
    ...(unused.length === 0 ? [] : [`${sentenceList(unused, 'and')} not used: ${unused.length === 1 ? 'it is' : 'they are'} for workstreams`]),
  ];
}
