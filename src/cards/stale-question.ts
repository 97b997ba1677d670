/** A handoff was corrected after it had been read: what was made from the old one can be made again, at a price. */
import type { Decision, Question } from '../engine/decision.ts';
import { phasesToReopen, workToRedo } from '../engine/stale-work.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { sentenceList } from './figures.ts';
import { named, phaseIn, ref, refs } from './naming.ts';
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
  const again = workToRedo(workflow, workstreams);
  const built = again.filter((id) => !workstreams.includes(id));
  const written = phasesToReopen(workflow, again).filter(({ id }) => workflow.handoffs.some((handoff) => handoff.phase === id));
  const what = [...built.map(ref), ...written.map(({ id }) => `the handoff of ${phaseIn(workflow, id)}`)];
  if (what.length === 0) return null;
  const one = what.length === 1;
  return says(`${sentenceList(what)} ${one ? 'was' : 'were'} built on that, and would be made again as well; the price has ${one ? 'it' : 'them'} in it.`);
}
