/** Scores the five indicators, and answers the questions of the decision tree, from what can be seen in the request: its parts, its length, the words it uses. */
import type { Assessment } from '../../engine/answers.ts';
import { type IndicatorName, weigh } from '../../engine/complexity.ts';
import { TREE_QUESTIONS, type TreeAnswer, type TreeQuestion } from '../../engine/decision-tree.ts';
import { listedItems } from '../../engine/listed-items.ts';
import { type ExplicitParts, explicitParts } from '../../engine/parts.ts';
import { stripMarks } from '../../engine/rehearsal-marks.ts';
import { asksForPanel, branchOf } from './shape.ts';
import { REHEARSAL, wordsOf } from './words.ts';

export function rehearsedAssessment(request: string): Assessment {
  const task = stripMarks(request);
  const parts = explicitParts(task);
  const indicators = isShortQuestion(task, parts) ? plainQuestion() : scored(task, parts);
  const isSimple = weigh(indicators, parts.count).level === 'SIMPLE';
  return { indicators, tree: TREE_QUESTIONS.map((question) => answered(question, isSimple, request)) };
}

function answered(question: TreeQuestion, isSimple: boolean, request: string): TreeAnswer {
  const yes = question === 'single-unit' ? isSimple : !isSimple && branchOf(request) === question;
  return { question, yes, reason: `${REHEARSAL}: read from the words of the request, without a language model.` };
}

type Scored = Assessment['indicators'][number];

/** A question that fits in a line has one answer, whatever words it uses. */
function isShortQuestion(task: string, parts: ExplicitParts): boolean {
  return parts.count < 2 && /[?？]\s*$/u.test(task) && wordsOf(task).length <= 20;
}

function plainQuestion(): Scored[] {
  const names: readonly IndicatorName[] = ['deliverables', 'cross-cutting', 'size', 'domains', 'integration'];
  return names.map((name) => ({ name, points: 0, reason: 'A short question with one answer.' }));
}

function scored(task: string, parts: ExplicitParts): Scored[] {
  return [deliverables(task, parts), crossCutting(task), size(task), domains(task), integration(task)];
}

function deliverables(task: string, parts: ExplicitParts): Scored {
  const count = Math.max(parts.count, listedItems(task).length);
  const points = count >= 5 ? 2 : count >= 2 ? 1 : 0;
  return { name: 'deliverables', points, reason: points === 0 ? 'One thing is asked for.' : `${count} things are asked for.` };
}

function crossCutting(task: string): Scored {
  const found = firstOf(
    task,
    /\b(?:security|compliance|privacy|performance|accessibility|audit\w*|observability|logging|permissions?|risks?|readiness|review\w*|auth\w*|localis\w+)\b/iu,
  );
  return indicator('cross-cutting', found, (word) => `"${word}" touches more than one part.`, 'Nothing in it touches everything else.');
}

const LONG_REQUEST = 400;

function size(task: string): Scored {
  if (task.length > LONG_REQUEST) return { name: 'size', points: 1, reason: 'The request itself is long.' };
  const found = firstOf(task, /\b(?:implement|build|rewrite|refactor\w*|entire|whole|all|every|platform|application|app|end[- ]to[- ]end|\d{2,})\b/iu);
  return indicator('size', found, (word) => `"${word}" means a good deal of work.`, 'It looks small.');
}

const DOMAINS: readonly (readonly [string, RegExp])[] = [
  ['data', /\b(?:data\w*|storage|stores?|logs?|sql|postgres\w*|schema|backups?|tables?)\b/iu],
  ['security', /\b(?:security|risks?|threats?|auth\w*|audit\w*|vulnerab\w*)\b/iu],
  ['engineering', /\b(?:code|api|design|architecture|implement|build|tests?|refactor\w*|system|feature|bug|frontend|backend|migrat\w+)\b/iu],
  ['operations', /\b(?:deploy\w*|production|incidents?|monitoring|infrastructure|release|readiness|rollout)\b/iu],
  ['legal', /\b(?:legal|contract|gdpr|compliance|licen[cs]e|retention|privacy)\b/iu],
  ['marketing', /\b(?:marketing|launch|campaign|copy|seo|audience|announce\w*|blog)\b/iu],
  ['business', /\b(?:pricing|budget|revenue|cost|sales|finance|customers?|business)\b/iu],
  ['documentation', /\b(?:documentation|docs?|readme|guide|tutorial|report|summary)\b/iu],
];

function domains(task: string): Scored {
  const found = DOMAINS.filter(([, words]) => words.test(task)).map(([name]) => name);
  const points = found.length >= 2 ? 1 : 0;
  return { name: 'domains', points, reason: points === 0 ? 'One field of knowledge.' : `It needs ${found.join(', ')}.` };
}

function integration(task: string): Scored {
  if (asksForPanel(task)) return { name: 'integration', points: 1, reason: 'Several opinions must be brought together.' };
  const found = firstOf(
    task,
    /\b(?:integrat\w+|migrat\w+|connect\w*|webhooks?|sync\w*|imports?|exports?|existing|legacy|third[- ]party|interfaces?|apis?)\b/iu,
  );
  return indicator('integration', found, (word) => `"${word}" must fit what is there.`, 'Nothing has to be joined to it.');
}

function firstOf(task: string, words: RegExp): string | null {
  return words.exec(task)?.[0] ?? null;
}

function indicator(name: IndicatorName, word: string | null, because: (word: string) => string, otherwise: string): Scored {
  return word === null ? { name, points: 0, reason: otherwise } : { name, points: 1, reason: because(word.toLowerCase()) };
}
