/** Which pattern was picked and why: the branch of the decision tree, or what people said that came before it. */
import type { TreeQuestion } from '../engine/decision-tree.ts';
import type { Judgement } from '../engine/judgement.ts';
import { MAX_WORKSTREAMS } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { count, sentenceList } from './figures.ts';
import { context } from './spans.ts';

/** Null: nothing was judged, or the level alone says it. */
export function branchTaken({ judgement, options }: Workflow): Block | null {
  if (!judgement || judgement.branch.kind === 'simple') return null;
  // Chosen with the request, or after the judgement.
  if (options.pattern !== null) return context(`Branch: ${options.pattern}, chosen by a person.`);
  const flat = judgement.insteadOf === null ? '' : ` EPIC work takes several phases, so it is ${judgement.pattern} instead of ${judgement.insteadOf}.`;
  return context(`Branch: ${why(judgement)}.${flat}${merged(judgement)}`);
}

function why({ branch, answers, pattern, insteadOf }: Judgement): string {
  switch (branch.kind) {
    case 'chosen':
      return `${pattern}, chosen by a person`;
    case 'parts':
      return `the request joins its parts with ${joint(branch.joined)}, so ${insteadOf ?? pattern}`;
    case 'named':
      return `the request names ${sentenceList([...branch.personas, ...branch.skills], 'and')}, so ${pattern}`;
    case 'question': {
      const reason = answers.find(({ question }) => question === branch.question)?.reason.trim() ?? '';
      return `${TREE_WORDS[branch.question]}? Yes, so ${insteadOf ?? pattern}${reason === '' ? '' : ` (${reason.replace(/\.$/u, '')})`}`;
    }
    case 'none':
      return `no question of the decision tree got a yes, so ${pattern}`;
    case 'simple':
      return 'one answer is enough';
    default: {
      const missed: never = branch;
      return missed;
    }
  }
}

function joint(joined: 'and' | 'then' | 'both'): string {
  return joined === 'both' ? 'AND and THEN' : joined.toUpperCase();
}

const TREE_WORDS: Readonly<Record<TreeQuestion, string>> = {
  'single-unit': 'A single piece of work of under five minutes',
  independent: 'Independent pieces of work',
  sequential: 'Each step needs the one before it',
  opinions: 'Several expert opinions needed',
  dataset: 'A large set to go through and bring together',
  judgement: 'Decisions needed along the way',
};

function merged({ stages }: Judgement): string {
  const parts = stages.reduce((sum, one) => sum + one, 0);
  return parts > MAX_WORKSTREAMS
    ? ` The request names ${count(parts, 'part')} and a plan has at most ${MAX_WORKSTREAMS} workstreams: related parts are put together.`
    : '';
}
