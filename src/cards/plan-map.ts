/** The workstream map: phases in order, and in each phase who does what, how long it should take and what it waits for. */
import { MAX_LOOP_ROUNDS, type Phase, type Plan, type Workstream, workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Line, Step } from './card.ts';
import { count } from './figures.ts';
import { arrangement, phaseName, phaseTitle, ref } from './naming.ts';
import { dotted, strong } from './spans.ts';

export function planMap(plan: Plan, workflow: Workflow): readonly Block[] {
  return plan.phases.flatMap((phase): readonly Block[] => [
    { kind: 'line', line: phaseLine(plan, phase) },
    { kind: 'steps', steps: phase.workstreams.flatMap((id) => workstreamOf(plan, id) ?? []).map((workstream) => mapStep(workstream, phase, workflow)) },
  ]);
}

function phaseLine(plan: Plan, phase: Phase): Line {
  const skills = phase.skills.length > 0 ? phase.skills.join(', ') : null;
  const withPersona = skills === null ? '' : ` with ${skills}`;
  return dotted(
    [strong(`${phaseName(plan, phase.id)} (${arrangement(plan, phase)})`)],
    phaseTitle(phase),
    phase.persona === null ? skills && `skills ${skills}` : `persona ${phase.persona}${withPersona}`,
    phase.gate === 'approve' ? 'starts only after a yes' : null,
  );
}

function mapStep(workstream: Workstream, phase: Phase, workflow: Workflow): Step {
  return { label: ref(workstream.id), title: workstream.title, state: null, detail: mapDetail(workstream, phase, workflow) };
}

function mapDetail(workstream: Workstream, phase: Phase, { settings, reuse, inputs, proposal, workstreams }: Workflow): Line {
  if (reuse && workstreams.get(workstream.id)?.reused) return dotted(`reused from #${reuse.fromNumber}`);
  if (proposal?.plan.tracked) return dotted(workstream.dependsOn.length > 0 ? `Depends: ${workstream.dependsOn.map(ref).join(', ')}` : null);
  const deep = workstream.agent === 'plan' && settings.ultrathink_for_plan ? ', deep thinking' : '';
  return dotted(
    `Agent: ${workstream.agent}${deep}`,
    workstream.skills.length > 0 && workstream.skills.join() !== phase.skills.join() ? `skills ${workstream.skills.join(', ')}` : null,
    share(workstream, inputs.length),
    workstream.template ? `template ${workstream.template}` : null,
    `Est: ${workstream.estimateMinutes} min`,
    workstream.dependsOn.length > 0 ? `Depends: ${workstream.dependsOn.map(ref).join(', ')}` : null,
    workstream.persona !== null && workstream.persona !== phase.persona ? `persona ${workstream.persona}` : null,
    rounds(workstream, settings.auto_ralph_handoff),
  );
}

/** What it sees of what came with the request, where that is not all. */
function share({ partition }: Workstream, files: number): string | null {
  if (!partition) return null;
  const read = partition.files.length < files ? `reads ${partition.files.length} of ${count(files, 'file')}` : null;
  const parts = [read, partition.items.length > 0 ? count(partition.items.length, 'item') : null].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** The source's flag for work whose success can be checked: `[RALPH-CANDIDATE]`. */
function rounds({ loop, output, successCheck }: Workstream, offered: boolean): string | null {
  if (loop) return `iterative loop, at most ${MAX_LOOP_ROUNDS} rounds`;
  return offered && output === 'text' && successCheck !== null ? '[RALPH-CANDIDATE] can run as an iterative loop: Edit' : null;
}
