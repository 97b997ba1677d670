/** What was chosen with the request instead of being left to Baton. */
import type { RequestOptions } from '../engine/request-options.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { sentenceList } from './figures.ts';
import { context } from './spans.ts';

export function chosenWithRequest({ options, judgement }: Workflow): Block | null {
  // The branch says who chose the pattern, where there is one.
  const words = chosenWords(judgement ? { ...options, pattern: null } : options);
  return words.length === 0 ? null : context(`Chosen with the request: ${sentenceList(words, 'and')}.`);
}

function chosenWords({ pattern, persona, skills, template, model, rounds, composition }: RequestOptions): readonly string[] {
  return [
    ...(pattern === null ? [] : [pattern === 'inline' ? 'one answer without a plan' : `pattern ${pattern}`]),
    ...(composition === null ? [] : [`composition ${composition}`]),
    ...(persona === null ? [] : [`persona ${persona}`]),
    ...(skills.length === 0 ? [] : [`${skills.length === 1 ? 'skill' : 'skills'} ${skills.join(', ')}`]),
    ...(template === null ? [] : [`template ${template}`]),
    ...(model === null ? [] : [`model ${model} for all workstreams`]),
    ...(rounds === null ? [] : [`${rounds} ${rounds === 1 ? 'round' : 'rounds'}`]),
  ];
}
