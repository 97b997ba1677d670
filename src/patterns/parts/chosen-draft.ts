/** The persona, skills and template that a person chose, in a model's draft: put where the model left them out, or asked for where only it can place them. */
import type { PlanDraft } from '../../engine/answers.ts';
import type { PatternName } from '../../engine/plan.ts';
import type { RequestOptions } from '../../engine/request-options.ts';

export type Chosen = { readonly draft: PlanDraft; readonly problems: readonly string[] };

export function withChosen(draft: PlanDraft, { persona, skills, template }: RequestOptions): Chosen {
  const problems = [...personaProblems(draft, persona), ...skillProblems(draft, skills)];
  if (problems.length > 0) return { draft, problems };
  const unused = skills.filter((skill) => !isUsed(draft, skill));
  const workstreams = draft.workstreams.map((one) => ({
    ...one,
    persona: persona === null || NO_SINGLE_PERSONA.has(draft.pattern) ? one.persona : persona,
    skills: [...new Set([...one.skills, ...unused])],
    template: draft.pattern === 'expert-panel' ? one.template : (one.template ?? template),
  }));
  return { draft: { ...draft, workstreams }, problems };
}

/** Each seat or step is somebody else; a skill chain is nobody. */
const CAST: ReadonlySet<PatternName> = new Set(['expert-panel', 'handoff', 'solo-sprint']);
const NO_SINGLE_PERSONA: ReadonlySet<PatternName> = new Set([...CAST, 'skill-chain']);

function personaProblems({ pattern, workstreams }: PlanDraft, persona: string | null): string[] {
  if (persona === null || !CAST.has(pattern) || workstreams.some((one) => one.persona === persona)) return [];
  return [`A person chose the persona "${persona}"; one of the workstreams must have it.`];
}

/** One skill a step: which step it is, only the draft can say. */
function skillProblems(draft: PlanDraft, skills: readonly string[]): string[] {
  if (draft.pattern !== 'skill-chain') return [];
  return skills.filter((skill) => !isUsed(draft, skill)).map((skill) => `A person chose the skill "${skill}"; one of the steps must be that skill.`);
}

function isUsed({ workstreams }: PlanDraft, skill: string): boolean {
  return workstreams.some((one) => one.skills.includes(skill));
}
