/**
 * The source's decision tree: six yes/no questions in order, and the pattern of the first yes. A model answers the
 * questions with a reason each; which branch that is, is decided here.
 */
import { z } from 'zod';
import type { PatternName } from './plan.ts';

export const TREE_QUESTIONS = ['single-unit', 'independent', 'sequential', 'opinions', 'dataset', 'judgement'] as const;
export type TreeQuestion = (typeof TREE_QUESTIONS)[number];

export const treeAnswerSchema = z.strictObject({ question: z.enum(TREE_QUESTIONS), yes: z.boolean(), reason: z.string() });
export type TreeAnswer = Readonly<z.infer<typeof treeAnswerSchema>>;

/** `inline`: no plan. */
export const BRANCHES: Readonly<Record<TreeQuestion, PatternName>> = {
  'single-unit': 'inline',
  independent: 'fan-out',
  sequential: 'pipeline',
  opinions: 'expert-panel',
  dataset: 'map-reduce',
  judgement: 'supervisor',
};

/** The first question that was answered with yes; null when none was. One that was not answered counts as no, a second answer to one does not count. */
export function firstYes(answers: readonly TreeAnswer[]): TreeQuestion | null {
  return TREE_QUESTIONS.find((question) => answers.find((answer) => answer.question === question)?.yes === true) ?? null;
}
