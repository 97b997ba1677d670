/**
 * What prompts of a plan will be like, before anyone approves it: too long, or the same text sent to several agents, and
 * what all of them come to. Pure: the library's texts count by their sizes.
 */
import type { WorkstreamId } from './ids.ts';
import { type LibrarySizes, sizeOf } from './library-sizes.ts';
import { MODEL_PRICES, type ModelName, ROLE_MODELS } from './model-table.ts';
import { MAX_TASK_WORDS, type Plan, personaFor, skillsOf, type Workstream } from './plan.ts';
import { wordsIn } from './words-in.ts';

export type PromptFinding =
  /** Role, task, constraints, output format and interface together; inputs, personas and skills have a budget of their own. */
  | { readonly kind: 'too-long'; readonly workstream: WorkstreamId; readonly words: number }
  | { readonly kind: 'repeated'; readonly workstreams: readonly WorkstreamId[]; readonly words: number; readonly opening: string };

export interface PromptCheck {
  readonly findings: readonly PromptFinding[];
  readonly longestWords: number;
  /** Of all first prompts together, without what they read (files, results). */
  readonly words: number;
  /** Of them from personas and skills. */
  readonly libraryWords: number;
  readonly workers: number;
  /** What sending those words once costs, at table prices. */
  readonly usd: number;
}

/** Our own constraints, output format and interface in a worker's prompt; a test holds it to the real ones. */
export const FRAME_WORDS = 150;
/** Output format and interface, where a template brings its own. */
const REPLACED_WORDS = 50;
/** The role in a sentence; a persona's text behind it is a text of the library, as skills are. */
const ROLE_WORDS = 12;
/** English has about four tokens to three words. */
const TOKENS_PER_WORD = 4 / 3;

/** `chosen`: the model that a person chose for a workstream; null: its role's. */
export function promptCheck(plan: Plan, sizes: LibrarySizes, chosen: (id: WorkstreamId) => ModelName | null = () => null): PromptCheck {
  const prompts = plan.workstreams.map((workstream) => ({
    workstream,
    words: promptWords(workstream, sizes),
    library: libraryWords(plan, workstream, sizes),
  }));
  const tooLong = prompts.filter(({ words }) => words > MAX_TASK_WORDS);
  return {
    findings: [
      ...tooLong.map(({ workstream, words }): PromptFinding => ({ kind: 'too-long', workstream: workstream.id, words })),
      ...repeated(plan.workstreams),
    ],
    longestWords: Math.max(0, ...prompts.map(({ words }) => words)),
    words: prompts.reduce((sum, { words, library }) => sum + words + library, 0),
    libraryWords: prompts.reduce((sum, { library }) => sum + library, 0),
    workers: plan.workstreams.length,
    usd: prompts.reduce(
      (sum, { workstream, words, library }) => sum + (words + library) * TOKENS_PER_WORD * inputPrice(chosen(workstream.id) ?? usualModel(workstream)),
      0,
    ),
  };
}

/** Of a workstream's first prompt, without what it reads and without the texts of persona and skills. */
export function promptWords(workstream: Workstream, sizes: LibrarySizes): number {
  const template = workstream.template ? Math.max(0, sizeOf(sizes, 'template', workstream.template).words - REPLACED_WORDS) : 0;
  return ROLE_WORDS + template + FRAME_WORDS + wordsIn(workstream.title) + wordsIn(workstream.task) + wordsIn(workstream.successCheck ?? '');
}

function libraryWords(plan: Plan, workstream: Workstream, sizes: LibrarySizes): number {
  const persona = personaFor(plan, workstream);
  const skills = skillsOf(plan, workstream).reduce((sum, name) => sum + sizeOf(sizes, 'skill', name).words, 0);
  return skills + (persona === null ? 0 : sizeOf(sizes, 'persona', persona).words);
}

function usualModel({ output, agent }: Workstream): ModelName {
  return ROLE_MODELS[output === 'ballot' ? 'panel' : agent].model;
}

/** Dollars per token. */
function inputPrice(model: ModelName): number {
  return MODEL_PRICES[model].input / 1_000_000;
}

/** Shorter passages are common turns of phrase. */
const PASSAGE_WORDS = 25;

/** The longest passage that several tasks have in common, for each set of workstreams. Workers with a share each, and the seats of a panel, are told the same by design. */
function repeated(workstreams: readonly Workstream[]): readonly PromptFinding[] {
  const own = workstreams.filter(({ partition, output }) => partition === undefined && output === 'text');
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
