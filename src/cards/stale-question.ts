/** A handoff was corrected after it had been read: what was made from the old one can be made again, at a price. */
import type { Decision, Question } from '../engine/decision.ts';
import { workToRedo } from '../engine/stale-work.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { named, phaseIn, refs } from './naming.ts';
import { blocks, heading, line, listed, person, says, strong } from './spans.ts';

type StaleQuestion = Extract<Question, { kind: 'stale-rerun' }>;

export function staleQuestion(workflow: Workflow, decision: Decision, { phase, workstreams }: StaleQuestion): readonly Block[] {
  const by = workflow.handoffs.find((handoff) => handoff.phase === phase)?.correctedBy ?? null;
  return blocks(
    heading(strong(`${refs(workstreams)} read the handoff of ${phaseIn(workflow, phase)} before it was corrected`)),
    says(
      ...(by === null ? ['It was corrected since'] : [person(by), ' corrected it since']),
      '. Made from the old one: ',
      ...listed(
        workstreams.map((id) => line(named(workflow, id))),
        'and',
      ),
      '.',
    ),
    decision.state.kind === 'open' ? builtOnThem(workflow, workstreams) : null,
  );
}

/** Running them again also runs what was made from their results. */
function builtOnThem(workflow: Workflow, workstreams: StaleQuestion['workstreams']): Block | null {
  const built = workToRedo(workflow, workstreams).filter((id) => !workstreams.includes(id));
  return built.length === 0
    ? null
    : says(`${refs(built)} built on that, and would run again as well; the price has ${built.length === 1 ? 'it' : 'them'} in it.`);
}
