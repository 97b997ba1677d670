/** Mixed: parts joined by AND run side by side, parts after THEN wait; the phases are the levels of the dependencies. */
import { assemble, type StepPhase } from './parts/assemble.ts';
import { levelsOf } from './parts/levels.ts';
import type { Pattern } from './pattern.ts';

export const mixed: Pattern = {
  name: 'mixed',
  when: 'Some parts are independent and others need the results of earlier ones, as in a request with both AND and THEN.',
  rules: ['Parts joined by AND run side by side, and what stands after THEN waits.', 'Who waits gets the results that it names and nothing else.'],
  build(draft) {
    const levels = levelsOf(draft.workstreams.map((workstream) => workstream.dependsOn));
    if (levels.kind === 'circle') return { kind: 'problems', problems: [`Workstreams ${levels.positions.join(', ')} wait for each other in a circle.`] };
    const phases = levels.levels.map((positions): StepPhase => {
      const steps = positions.flatMap((position) => {
        const workstream = draft.workstreams[position - 1];
        return workstream ? [{ position, draft: workstream, dependsOn: workstream.dependsOn, output: 'text' as const }] : [];
      });
      return { title: null, steps };
    });
    return { kind: 'plan', plan: assemble(mixed.name, draft.reason, phases) };
  },
};
