/** Solo sprint: one objective through several domains. Each phase is one persona with the skills of that phase, and hands over to the next. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type Step, type StepPhase } from './parts/assemble.ts';
import { orderProblems } from './parts/list-order.ts';
import type { Pattern } from './pattern.ts';

export const soloSprint: Pattern = {
  name: 'solo-sprint',
  when: 'One objective crosses several domains one after the other, such as build, prepare, ship.',
  rules: [
    'Each workstream names the persona and the skills of its phase; neighbours with the same stand in one phase.',
    'At least two personas take turns, and the workstreams are listed in the order of the phases.',
    'A workstream that names nothing builds on the phase before it.',
  ],
  build(draft) {
    const problems = [...personaProblems(draft), ...orderProblems(draft, soloSprint.name)];
    if (problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'plan', plan: assemble(soloSprint.name, draft.reason, phasesOf(draft)) };
  },
};

function personaProblems({ workstreams }: PlanDraft): string[] {
  const nobody = workstreams.flatMap(({ persona }, index) =>
    persona === null ? [`Workstream ${index + 1} has no persona; every phase of a solo sprint is somebody. Without personas, use "skill-chain".`] : [],
  );
  const personas = new Set(workstreams.map(({ persona }) => persona));
  return nobody.length > 0 || personas.size > 1
    ? nobody
    : ['A solo sprint switches persona between phases, and here all phases have the same one. Use "deep-dive", or name the persona that each phase needs.'];
}

/** Whoever comes next with another persona or other skills, or needs what this phase makes, begins a phase. */
function phasesOf({ workstreams }: PlanDraft): readonly StepPhase[] {
  const phases: { steps: Step[] }[] = [];
  for (const [index, { dependsOn, ...draft }] of workstreams.entries()) {
    const position = index + 1;
    const current = phases.at(-1);
    if (current && isOneOf(current.steps, draft, dependsOn)) {
      current.steps.push({ position, draft, dependsOn: carried(dependsOn, phases.at(-2)), output: 'text' });
    } else phases.push({ steps: [{ position, draft, dependsOn: carried(dependsOn, current), output: 'text' }] });
  }
  return phases.map(({ steps }) => ({ title: null, steps }));
}

function isOneOf(steps: readonly Step[], { persona, skills }: Step['draft'], dependsOn: readonly number[]): boolean {
  const [first] = steps;
  return first?.draft.persona === persona && sameSkills(first.draft.skills, skills) && !steps.some(({ position }) => dependsOn.includes(position));
}

function sameSkills(one: readonly string[], other: readonly string[]): boolean {
  return new Set(one).size === new Set([...one, ...other]).size && new Set(other).size === new Set(one).size;
}

/** Context carries forward: who asks for nothing builds on the phase before. */
function carried(asked: readonly number[], before: { readonly steps: readonly Step[] } | undefined): readonly number[] {
  return asked.length > 0 ? asked : (before?.steps.map(({ position }) => position) ?? []);
}
