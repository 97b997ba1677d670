/** A phase waits for a yes: what it is, and what it will build on. */
import type { Decision } from '../engine/decision.ts';
import type { PhaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { handoffLines } from './handoff-card.ts';
import { named, phaseIn } from './naming.ts';
import { blocks, heading, line, listed, says, strong } from './spans.ts';

export function gateQuestion(workflow: Workflow, decision: Decision, id: PhaseId): readonly Block[] {
  const phase = workflow.proposal?.plan.phases.find((candidate) => candidate.id === id);
  const work = (phase?.workstreams ?? []).map((workstream) => line(named(workflow, workstream)));
  return blocks(
    heading(strong(`${phaseIn(workflow, id)} waits for a yes before it starts.`)),
    work.length === 0 ? null : says(strong('It would do: '), ...listed(work, 'and'), '.'),
    decision.state.kind === 'open' ? basis(workflow, id) : null,
  );
}

/** Where progress is not posted there is no handoff above: its lines stand here. */
function basis(workflow: Workflow, id: PhaseId): readonly Block[] {
  const handoff = workflow.handoffs.find(({ next }) => next === id);
  if (!handoff) return [];
  if (workflow.settings.verbose_progress) return [says('It builds on the handoff above. If that is wrong, correct it there first.')];
  return [says(strong('It builds on this')), ...handoffLines(handoff)];
}
