/** The handoff of the phase before: decisions and open items, and nothing else of the history. */
import type { PhaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { section } from './prompt-parts.ts';

export function handedOver(workflow: Workflow, phase: PhaseId): string {
  const phases = workflow.proposal?.plan.phases ?? [];
  const before = phases.findIndex((candidate) => candidate.id === phase) - 1;
  const handoff = workflow.handoffs.findLast((candidate) => candidate.phase === phases[before]?.id);
  if (!handoff) return '';
  const lines = [...listed('Decisions', handoff.decisions), ...listed('Open items', handoff.openItems)];
  return lines.length === 0 ? '' : section(`Handoff from Phase ${before + 1}`, fenced(`handoff of phase ${before + 1}`, lines.join('\n')));
}

function listed(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${heading}:`, ...items.map((item) => `- ${item}`)];
}
