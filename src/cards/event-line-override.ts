/** The ledger's sentences about what people changed while the plan ran. */
import type { WorkflowEvent } from '../engine/event.ts';
import type { Workflow } from '../engine/state.ts';
import type { Line } from './card.ts';
import { count, sentenceList } from './figures.ts';
import { named, phaseIn, refs } from './naming.ts';
import { changeInWords } from './override-question.ts';
import { line, person } from './spans.ts';

type OverrideEvent = Extract<WorkflowEvent, { kind: 'workstream-changed' | 'workstream-reordered' | 'phase-changed' | 'handoff-corrected' | 'stale-kept' }>;

export function overrideLine(workflow: Workflow, event: OverrideEvent): Line {
  switch (event.kind) {
    case 'workstream-changed':
      return line(person(event.by), ` changed ${named(workflow, event.workstream)}: ${changeInWords(event)}.`);
    case 'workstream-reordered':
      return line(
        person(event.by),
        ` moved ${named(workflow, event.workstream)}: ${event.dependsOn.length === 0 ? 'it waits for nothing now' : `it waits for ${refs(event.dependsOn)} now`}.`,
      );
    case 'phase-changed': {
      const persona = event.persona === null ? null : `persona ${event.persona}`;
      const skills = event.skills === null ? null : event.skills.length === 0 ? 'no skills' : `skills ${sentenceList(event.skills)}`;
      const added = event.added === undefined || event.added.length === 0 ? null : `${sentenceList(event.added)} added to its skills`;
      return line(person(event.by), ` changed ${phaseIn(workflow, event.phase)}: ${[persona, skills, added].filter((part) => part !== null).join(', ')}.`);
    }
    case 'handoff-corrected':
      return line(
        person(event.by),
        ` corrected the handoff of ${phaseIn(workflow, event.phase)}: ${count(event.decisions.length, 'decision')}, ${count(event.openItems.length, 'open item')}`,
        event.stale.length === 0 ? '.' : `; ${refs(event.stale)} had read the old one.`,
      );
    case 'stale-kept':
      return line(person(event.by), ` kept what ${refs(event.workstreams)} made from the old handoff.`);
    default: {
      const missed: never = event;
      return missed;
    }
  }
}
