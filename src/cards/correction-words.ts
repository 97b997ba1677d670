/** Work that was given to an agent that may not do it, and was moved. */
import { type AgentType, type Correction, type Plan, workstreamOf } from '../engine/plan.ts';
import type { Block } from './card.ts';
import { ref } from './naming.ts';
import { alert, strong } from './spans.ts';

/** What people changed since is theirs, and no longer said. */
export function correctionLines(plan: Plan): readonly Block[] {
  const standing = (plan.corrections ?? []).filter(({ workstream, to }) => workstreamOf(plan, workstream)?.agent === to);
  return standing.map((correction) =>
    alert('info', strong(`${ref(correction.workstream)} was moved from ${correction.from} to ${correction.to}: `), because(correction)),
  );
}

function because({ from, why, declared }: Correction): string {
  if (declared) return `its plan says that “${why}” makes something, and ${LIMITS[from]}.`;
  return `it is asked to “${why}”, and ${LIMITS[from]}.`;
}

const LIMITS: Readonly<Record<AgentType, string>> = {
  explore: 'explore only reads and reports',
  plan: 'plan thinks and decides but makes nothing',
  general: 'it stays where it is',
};
