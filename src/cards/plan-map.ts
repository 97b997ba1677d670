/** The workstream map: phases in order, and in each phase who does what, how long it should take and what it waits for. */
import { type Phase, type Plan, type Workstream, workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Line, Step } from './card.ts';
import { arrangement, phaseName, phaseTitle, ref } from './naming.ts';
import { dotted, strong } from './spans.ts';

export function planMap(plan: Plan, workflow: Workflow): readonly Block[] {
  return plan.phases.flatMap((phase): readonly Block[] => [
    { kind: 'line', line: phaseLine(plan, phase) },
    { kind: 'steps', steps: phase.workstreams.flatMap((id) => workstreamOf(plan, id) ?? []).map((workstream) => mapStep(workstream, phase, workflow)) },
  ]);
}

function phaseLine(plan: Plan, phase: Phase): Line {
  const skills = phase.skills.length > 0 ? ` with ${phase.skills.join(', ')}` : '';
  return dotted(
    [strong(`${phaseName(plan, phase.id)} (${arrangement(plan, phase)})`)],
    phaseTitle(phase),
    phase.persona === null ? null : `persona ${phase.persona}${skills}`,
    phase.gate === 'approve' ? 'starts only after a yes' : null,
  );
}

function mapStep(workstream: Workstream, phase: Phase, workflow: Workflow): Step {
  return { label: ref(workstream.id), title: workstream.title, state: null, detail: mapDetail(workstream, phase, workflow) };
}

function mapDetail(workstream: Workstream, phase: Phase, { settings, reuse, workstreams }: Workflow): Line {
  if (reuse && workstreams.get(workstream.id)?.reused) return dotted(`reused from #${reuse.fromNumber}`);
  const deep = workstream.agent === 'plan' && settings.ultrathink_for_plan ? ', deep thinking' : '';
  return dotted(
    `Agent: ${workstream.agent}${deep}`,
    `Est: ${workstream.estimateMinutes} min`,
    workstream.dependsOn.length > 0 ? `Depends: ${workstream.dependsOn.map(ref).join(', ')}` : null,
    workstream.persona !== null && workstream.persona !== phase.persona ? `persona ${workstream.persona}` : null,
  );
}
