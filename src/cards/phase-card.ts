/** The start line of a phase: one line, so that the thread shows when the work changed hands. */
import type { Phase, Plan } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { Card } from './card.ts';
import { sentenceList } from './figures.ts';
import { arrangement, named, phaseName, phaseTitle } from './naming.ts';
import { card, dotted, strong } from './spans.ts';

export function phaseCard(workflow: Workflow, plan: Plan, phase: Phase): Card {
  const work = sentenceList(phase.workstreams.map((id) => named(workflow, id)));
  return card('phase', [
    {
      kind: 'line',
      line: dotted(
        [strong(`${phaseName(plan, phase.id)} of ${plan.phases.length} started`)],
        phaseTitle(phase),
        arrangement(plan, phase),
        phase.persona === null ? null : `persona ${phase.persona}`,
        work,
      ),
    },
  ]);
}
