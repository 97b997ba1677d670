/** What a rehearsal reads out of a request: its topic, its keywords, the kind of agent and persona that a part asks for. */
import { createHash } from 'node:crypto';
import type { AgentType } from '../../engine/plan.ts';
import { stripMarks } from '../../engine/rehearsal-marks.ts';
import { endTrimmedOf } from '../../engine/trimmed-of.ts';

/** Starts every text of the rehearsal model, so that nobody takes one for a real result. */
export const REHEARSAL = 'Rehearsal';

/** One line, without marks, at most `limit` characters, cut at a word's end, first letter raised. */
export function titleFrom(text: string, limit = 60): string {
  const line = stripMarks(text).replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  const whole = characters.length <= limit;
  const cut = whole ? line : characters.slice(0, limit - 1).join('');
  const end = whole ? -1 : cut.lastIndexOf(' ');
  const kept = end > limit / 2 ? cut.slice(0, end) : cut;
  const plain = endTrimmedOf(kept, /[.,;:]/u);
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${whole ? '' : '…'}`;
}

const VERBS: readonly (readonly [AgentType, RegExp])[] = [
  ['explore', /^(?:compare|find|list|collect|gather|research|explore|check|look|read|summari[sz]e|scan|map|search|inventory|survey|identify|study)$/u],
  ['plan', /^(?:review|design|decide|assess|evaluate|architect|plan|analy[sz]e|recommend|critique|judge|weigh|audit|prioriti[sz]e)$/u],
  [
    'general',
    /^(?:write|draft|build|implement|create|add|make|produce|prepare|document|test|fix|refactor|migrate|translate|publish|develop|set|update|deploy)$/u,
  ],
];

/** By the first word that says what to do; writing is the safe guess. */
export function agentFor(part: string): AgentType {
  for (const word of wordsOf(part)) {
    const found = VERBS.find(([, verbs]) => verbs.test(word));
    if (found) return found[0];
  }
  return 'general';
}

const PERSONAS: readonly (readonly [string, RegExp])[] = [
  ['security-expert', /\b(?:risks?|security|secure|threats?|auth\w*|privacy|compliance|vulnerab\w*|permissions?)\b/iu],
  ['performance-expert', /\b(?:performance|latency|throughput|scal\w+|load|fast\w*|slow\w*|capacity)\b/iu],
  ['devops-engineer', /\b(?:deploy\w*|release|infrastructure|migrat\w+|rollback|monitoring|kubernetes|docker|pipeline)\b/iu],
  ['architecture-expert', /\b(?:architect\w*|design|schema|system|module|api)\b/iu],
  ['growth-marketer', /\b(?:market\w*|launch|campaign|copy|seo|landing|audience)\b/iu],
  ['product-manager', /\b(?:roadmap|requirements?|users?|features?|spec|stor(?:y|ies)|customers?)\b/iu],
  ['solo-founder', /\b(?:budget|pric(?:e|ing)|business|revenue|invest\w*)\b/iu],
];

/** Fewer make no panel and no handoff: then whatever personas a library has will do. */
const ENOUGH = 3;

/** Those of the above that the call's own prompt offers, and others where they are few. */
export function offeredPersonas(prompt: string): readonly string[] {
  const known = PERSONAS.map(([name]) => name).filter((name) => prompt.includes(name));
  return known.length >= ENOUGH ? known : [...new Set([...known, ...namesUnder('Personas', prompt)])];
}

/** The names in the prompt's list of skills. */
export function offeredSkills(prompt: string): readonly string[] {
  return namesUnder('Skills to choose from', prompt);
}

function namesUnder(heading: 'Personas' | 'Skills to choose from', prompt: string): readonly string[] {
  const [, list = ''] = prompt.split(`## ${heading}\n`);
  const names = list.split('\n').map((line) => /^- ([a-z0-9][a-z0-9-]*):/u.exec(line)?.[1]);
  const end = names.indexOf(undefined);
  return (end === -1 ? names : names.slice(0, end)).flatMap((name) => name ?? []);
}

/** Only a persona that the call's own prompt offers. */
export function personaFor(part: string, prompt: string): string | null {
  return PERSONAS.find(([name, words]) => words.test(part) && prompt.includes(name))?.[0] ?? null;
}

const FILLERS = new Set(
  'about above after again against also because been before being between both could does each from have here into just like made make many more most much must need only other over same should some such than that their them then there these they this those three through under until upon very want ways were what when where which while will with would your review write please'.split(
    ' ',
  ),
);

/** Up to `limit` words that carry the meaning, in the order of the text. */
export function keywordsOf(text: string, limit: number): readonly string[] {
  return [...new Set(wordsOf(stripMarks(text)).filter((word) => word.length > 3 && !FILLERS.has(word)))].slice(0, limit);
}

export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
}

/** The same text always picks the same one. */
export function pick<T>(choices: readonly [T, ...T[]], seed: string): T {
  const byte = createHash('sha256').update(seed).digest()[0] ?? 0;
  return choices[byte % choices.length] ?? choices[0];
}
