/**
 * Explore never writes and plan never implements: a plan that gives them such work has it moved to `general`, and says so.
 * Careful by intent: work is only moved where an instruction plainly makes something, and a report of what was read is none.
 */
import type { AgentType, Correction, Plan, Workstream } from '../../engine/plan.ts';
import { agentForWork } from '../../engine/task-types.ts';
import { endTrimmedOf } from '../../engine/trimmed-of.ts';
import { DETERMINERS, MAKING_VERBS, QUALITIES, REPORTS, RUNNABLE, THOUGHTS } from './routing-table.ts';

export function routed(plan: Plan): Plan {
  const corrections = plan.workstreams.flatMap((workstream): Correction[] => {
    const making = workstream.output === 'text' ? makes(workstream) : null;
    return making === null ? [] : [{ workstream: workstream.id, from: workstream.agent, to: FOR_MAKING, ...making }];
  });
  if (corrections.length === 0) return plan;
  const moved = new Set(corrections.map(({ workstream }) => workstream));
  const workstreams = plan.workstreams.map((workstream) => (moved.has(workstream.id) ? { ...workstream, agent: FOR_MAKING } : workstream));
  return { ...plan, workstreams, corrections };
}

const FOR_MAKING = agentForWork({ readOnly: false, complexResearch: false });

/** By its own words, or by what its plan says that it produces, which holds in any language. Null: its agent may do it. */
export function makes(workstream: Pick<Workstream, 'agent' | 'title' | 'task' | 'work'>): Pick<Correction, 'why' | 'declared'> | null {
  const why = madeBy(workstream);
  if (why !== null) return { why };
  return workstream.work === 'makes' && workstream.agent !== 'general' ? { why: workstream.title, declared: true } : null;
}

/** The words that make something which this agent type does not make; null where there are none. */
export function madeBy({ agent, title, task }: Pick<Workstream, 'agent' | 'title' | 'task'>): string | null {
  if (agent === 'general') return null;
  for (const clause of [...clausesOf(title), ...clausesOf(task)]) {
    const why = making(clause, agent);
    if (why !== null) return why;
  }
  return null;
}

/** Instructions, each beginning with its verb. What is quoted is material, not an instruction. */
function clausesOf(text: string): readonly string[] {
  return text
    .replace(/```[\s\S]*?```|`[^`\n]*`|"[^"\n]*"|“[^“”\n]*”/gu, ' it ')
    .split(/(?<![.!?;:\n])[.!?;:\n]+(?=\s|$)|\s[–—-]\s|\(|\)/u)
    .flatMap((sentence) => instructions(sentence.replace(LEAD, '')))
    .map((clause) => clause.replace(LEAD, '').trim())
    .filter((clause) => clause !== '' && !/^(?:do not|don['’]t|never|no|not|without|avoid)\b/iu.test(clause));
}

/** Bullets, numbers, words that say in which order, how, by whom and in which case: what is asked for comes after them. */
const LEAD = new RegExp(
  `^(?:${[
    '[\\s\\-*•>#,]',
    '\\d+[.)]',
    '\\b(?:please|first|then|next|finally|also|now|afterwards|and)\\b',
    // Adverbs; not what else ends like one ("Apply", "Nightly build").
    '\\b(?!(?:apply|supply|reply|rely|comply|multiply|imply|family|assembly|anomaly|only|early|hourly|daily|nightly|weekly|monthly|quarterly|yearly)\\b)[a-z]+ly\\b(?!-)',
    "\\b(?:you (?:should|must|will|shall|can|need to|have to|are to|are asked to)|(?:your|the|it is your) (?:job|task|goal|role|aim|work) (?:here )?is to|(?:we|i) (?:need|want|would like) you to|i['’]d like you to|let['’]s|make sure to|be sure to|go and)\\b",
    // An opening phrase up to its comma; one with a clause of its own is no opening.
    '\\b(?:in|for|on|at|after|before|from|with|within|during|using|given|once|when|if|based|as|per|to)\\b(?:(?!\\b(?:that|which|who)\\b)[^,]){0,80},',
  ].join('|')})+`,
  'iu',
);

const VERBS = new Set(MAKING_VERBS.flatMap(({ verbs }) => verbs));

const INNER = /\b(?:that|which|who|where|how|when|whether|what|why|to|we|they|it|you|must|can|should|would|could)\b/iu;

/** "Read the code and write tests" is two instructions; "find what we read and write" is one. */
function instructions(sentence: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  let looked = 0;
  let isInner = false;
  for (const match of sentence.matchAll(/(?:,|(?<![\s,]))\s+(?:and|then|and then)\s+(?:(?:please|also|[a-z]+ly)\s+)*(?=([a-z-]+))/giu)) {
    // Only what is new since the last one: from the beginning each time, a long sentence would take seconds.
    const added = sentence.slice(looked, match.index);
    isInner ||= INNER.test(added);
    looked = match.index;
    if (!VERBS.has((match[1] ?? '').toLowerCase()) || isInner || VERBS.has(added.trim().split(/\s+/u).at(-1)?.toLowerCase() ?? '')) continue;
    found.push(sentence.slice(from, match.index));
    from = match.index + match[0].length;
    looked = from;
    isInner = false;
  }
  return [...found, sentence.slice(from)];
}

function making(clause: string, agent: AgentType): string | null {
  const [first = '', ...rest] = clause.split(/\s+/u);
  const verb = first.toLowerCase().replace(/[^a-z-]/gu, '');
  const row = MAKING_VERBS.find(({ verbs }) => verbs.includes(verb));
  if (!row) return null;
  const object = rest.map((word) => word.toLowerCase().replace(/[^a-z0-9'’-]/gu, ''));
  if (verb === 'make') return madeSo(object, agent) ? endTrimmedOf([first, ...rest.slice(0, nounPhrase(object).length)].join(' '), /[,;:]/u) : null;
  if (row.needsDeterminer && !DETERMINERS.has(object[0] ?? '')) return null;
  const phrase = nounPhrase(object);
  if (rest.length > 0 && phrase.length === 0) return null;
  return isReport(verb, phrase, agent, row.mayReport) ? null : endTrimmedOf([first, ...rest.slice(0, phrase.length)].join(' '), /[,;:]/u);
}

/** "Make the page accessible" changes the page; "make a note" and "make the numbers comparable" change nothing but a report. */
function madeSo(object: readonly string[], agent: AgentType): boolean {
  const phrase = nounPhrase(object);
  const quality = phrase.at(-1) ?? '';
  const changed = phrase.slice(0, -1).filter((word) => !DETERMINERS.has(word));
  if (changed.length === 0 || !(QUALITIES.has(quality) || /(?:able|ible)$/u.test(quality)) || REPORTS.has(quality)) return false;
  return !changed.some((word) => REPORTS.has(word) || (agent === 'plan' && THOUGHTS.has(word)));
}

/** Up to the first word that begins something else. */
function nounPhrase(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => ENDS.has(word) || word === '');
  return end === -1 ? words : words.slice(0, end);
}

const ENDS = new Set(
  'of for to in on onto with from about that which against by into using so as at per and or but than where when while after before if because over under between within without via upon based is are'.split(
    ' ',
  ),
);

function isReport(verb: string, phrase: readonly string[], agent: AgentType, mayReport: boolean): boolean {
  const [opening = ''] = phrase;
  const head = phrase.at(-1) ?? '';
  if (verb === 'run') return !RUNNABLE.has(head);
  if (verb === 'test') return agent === 'plan' && THOUGHTS.has(head);
  if (!mayReport) return false;
  // "Write down what you found", "Write what is missing", "Write briefly".
  if (['down', 'up', 'what', 'which', 'whatever', 'no', 'sure'].includes(opening) || head.endsWith('ly')) return true;
  return REPORTS.has(head) || (agent === 'plan' && THOUGHTS.has(head));
}
