/**
 * What prompts of a plan will be like, before anyone approves it: too long, or the same text sent to several agents, and
 * what all of them come to. Pure: the library's texts count by their sizes.
 */
import type { WorkstreamId } from './ids.ts';
import { type LibrarySizes, sizeOf, wordsIn } from './library-sizes.ts';
import { MODEL_PRICES, ROLE_MODELS } from './model-table.ts';
import { MAX_TASK_WORDS, type Plan, personaFor, skillsOf, type Workstream } from './plan.ts';

export type PromptFinding =
  /** Role, task, constraints, output format and interface together; inputs and skills have a budget of their own. */
  | { readonly kind: 'too-long'; readonly workstream: WorkstreamId; readonly words: number }
  | { readonly kind: 'repeated'; readonly workstreams: readonly WorkstreamId[]; readonly words: number; readonly opening: string };

export interface PromptCheck {
  readonly findings: readonly PromptFinding[];
  readonly longestWords: number;
  /** Of all first prompts together, without what they read (files, results). */
  readonly words: number;
  readonly skillWords: number;
  readonly workers: number;
  /** What sending those words once costs, at table prices. */
  readonly usd: number;
}

/** Our own constraints, output format and interface in a worker's prompt; a test holds it to the real ones. */
export const FRAME_WORDS = 150;
/** The role of a worker without a persona. */
const PLAIN_ROLE_WORDS = 12;
/** English has about four tokens to three words. */
const TOKENS_PER_WORD = 4 / 3;

export function promptCheck(plan: Plan, sizes: LibrarySizes): PromptCheck {
  const prompts = plan.workstreams.map((workstream) => ({
    workstream,
    words: promptWords(plan, workstream, sizes),
    skills: skillsOf(plan, workstream).reduce((sum, name) => sum + sizeOf(sizes, 'skill', name).words, 0),
  }));
  const tooLong = prompts.filter(({ words }) => words > MAX_TASK_WORDS);
  return {
    findings: [
      ...tooLong.map(({ workstream, words }): PromptFinding => ({ kind: 'too-long', workstream: workstream.id, words })),
      ...repeated(plan.workstreams),
    ],
    longestWords: Math.max(0, ...prompts.map(({ words }) => words)),
    words: prompts.reduce((sum, { words, skills }) => sum + words + skills, 0),
    skillWords: prompts.reduce((sum, { skills }) => sum + skills, 0),
    workers: plan.workstreams.length,
    usd: prompts.reduce((sum, { workstream, words, skills }) => sum + (words + skills) * TOKENS_PER_WORD * inputPrice(workstream), 0),
  };
}

export function promptWords(plan: Plan, workstream: Workstream, sizes: LibrarySizes): number {
  const persona = personaFor(plan, workstream);
  const role = persona === null ? PLAIN_ROLE_WORDS : sizeOf(sizes, 'persona', persona).words;
  const template = workstream.template ? sizeOf(sizes, 'template', workstream.template).words : 0;
  return role + template + FRAME_WORDS + wordsIn(workstream.title) + wordsIn(workstream.task) + wordsIn(workstream.successCheck ?? '');
}

/** Dollars per token. */
function inputPrice(workstream: Workstream): number {
  return MODEL_PRICES[ROLE_MODELS[workstream.output === 'ballot' ? 'panel' : workstream.agent].model].input / 1_000_000;
}

/** Shorter passages are common turns of phrase. */
const PASSAGE_WORDS = 25;

/** The longest passage that several tasks have in common, for each set of workstreams. Workers with a share each are told the same by design. */
function repeated(workstreams: readonly Workstream[]): readonly PromptFinding[] {
  const own = workstreams.filter(({ partition }) => partition === undefined);
  const found = new Map<string, { ids: readonly WorkstreamId[]; words: readonly string[] }>();
  for (const [index, one] of own.entries()) {
    for (const other of own.slice(index + 1)) {
      const words = commonPassage(wordsOf(one.task), wordsOf(other.task));
      if (words.length < PASSAGE_WORDS) continue;
      const key = words.join(' ');
      const ids = [...new Set([...(found.get(key)?.ids ?? []), one.id, other.id])];
      found.set(key, { ids, words });
    }
  }
  return [...found.values()].map(({ ids, words }) => ({ kind: 'repeated', workstreams: ids, words: words.length, opening: words.slice(0, 8).join(' ') }));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** The longest run of words that both have. */
function commonPassage(one: readonly string[], other: readonly string[]): readonly string[] {
  let best = { end: 0, length: 0 };
  let before: number[] = [];
  for (const [index, word] of one.entries()) {
    const row: number[] = [];
    for (const [place, candidate] of other.entries()) {
      const length = word === candidate ? (before[place - 1] ?? 0) + 1 : 0;
      row[place] = length;
      if (length > best.length) best = { end: index + 1, length };
    }
    before = row;
  }
  return one.slice(best.end - best.length, best.end);
}
