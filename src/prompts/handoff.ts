/** The prompt for a phase's handoff: what the next phase must know, and nothing else. */
import type { PhaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { contextBlocks } from './context-blocks.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { panelVerdict } from './panel-verdict.ts';
import { assembled, oneLine, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';

export function handoffPrompt(workflow: Workflow, phase: PhaseId, materials: Materials): Prompt {
  const plan = workflow.proposal?.plan;
  const number = (plan?.phases.findIndex((candidate) => candidate.id === phase) ?? -1) + 1;
  const next = plan?.phases[number];
  const nextTitles = next
    ? (plan?.workstreams.filter((workstream) => next.workstreams.includes(workstream.id)) ?? []).map((workstream) => `- ${oneLine(workstream.title)}`)
    : [];
  const prompt = assembled({
    role: 'You hand one phase of the work over to the next.',
    task: `Phase ${number} is complete. Draw from its results what was decided and what is still open.`,
    constraints: [
      'decisions: what the next phase must take as settled, one sentence each. Only what the results say; nothing of your own.',
      'openItems: questions and conflicts that nobody has settled, one sentence each. A conflict between two results is an open item that names both.',
      'At most 12 of each; five good ones are better. An empty list is fine.',
      'Do not summarise the results: who needs one gets it whole.',
    ],
    input: [
      ...contextBlocks(workflow, materials.dependencies),
      ...(judges(workflow, phase) ? panelVerdict(workflow) : []),
      nextTitles.length === 0
        ? section('What comes next', 'The results are integrated into one answer.')
        : section(`What Phase ${number + 1} does`, nextTitles.join('\n')),
      section('Without a result in this phase', without(workflow, phase)),
      peopleNotes(workflow, null),
      lastTry(workflow, { kind: 'handoff', phase }),
    ],
    format: 'Two lists of sentences: decisions and openItems.',
    handover: 'Fill the form.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

/** Whether ballots were cast in it. */
function judges(workflow: Workflow, phase: PhaseId): boolean {
  const plan = workflow.proposal?.plan;
  const here = plan?.phases.find((candidate) => candidate.id === phase)?.workstreams ?? [];
  return plan?.workstreams.some(({ id, output }) => output === 'ballot' && here.includes(id)) ?? false;
}

/** Only what belongs to this phase: later phases have not had their turn. */
function without(workflow: Workflow, phase: PhaseId): string {
  const plan = workflow.proposal?.plan;
  const here = plan?.phases.find((candidate) => candidate.id === phase)?.workstreams ?? [];
  return here
    .filter((id) => !['done', 'supplied'].includes(workflow.workstreams.get(id)?.status.kind ?? 'pending'))
    .map((id) => `- [${id}] ${oneLine(plan?.workstreams.find((workstream) => workstream.id === id)?.title ?? '')}`)
    .join('\n');
}
