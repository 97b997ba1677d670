/** The forms that change a run at work, as they came back: only what differs is a change. */
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import { workstreamId } from '../../../src/engine/ids.ts';
import { isModelName } from '../../../src/engine/model-table.ts';
import { AGENT_TYPES } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import { changeTowards, otherNames, otherSet } from '../../../src/engine/wanted-plan.ts';
import type { OverrideAsk } from '../../../src/ports/desk.ts';
import { CHANGE_FIELDS as AT } from './change-forms.ts';
import type { Filled } from './filled.ts';
import type { ChangeForm, ChangePhaseForm } from './form.ts';
import type { LibraryNames } from './library-names.ts';
import { namesChosen, oneChosen } from './names-chosen.ts';
import { type Submission, submitted, wrong } from './submission.ts';
import { unlessUntouched } from './untouched.ts';

export function readChange(form: ChangeForm, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const proposal = shown(form.hash, workflow);
  if ('kind' in proposal) return proposal;
  const { workstream } = form;
  const stands = proposal.plan.workstreams.find(({ id }) => id === workstream);
  if (stands === undefined) return { kind: 'refused', card: refusalCard({ kind: 'unknown-workstream' }, workflow) };
  if (filled.isTicked(AT.skip)) return submitted({ kind: 'overrides', workflow: workflow.id, changes: [{ kind: 'skip', workstream }] });
  if (filled.has(AT.task) && !filled.isKept(AT.task) && filled.text(AT.task) === null) return wrong(AT.task, FORM_WORDS.needed);
  const model = filled.choice(AT.model);
  const change = changeTowards(stands, workflow.workstreams.get(workstream)?.model ?? null, {
    agent: AGENT_TYPES.find((type) => type === filled.choice(AT.agent)) ?? null,
    persona: oneChosen(filled, AT.persona, [...names.personas, stands.persona ?? '']),
    skills: namesChosen(filled, AT.skills, names.skills, stands.skills),
    model: model !== null && isModelName(model) ? model : null,
    task: unlessUntouched(filled.text(AT.task), stands.task),
  });
  const dependsOn = otherSet(filled.choices(AT.waits)?.map(workstreamId) ?? null, stands.dependsOn);
  const [first, ...others]: readonly OverrideAsk[] = [
    ...(dependsOn === null ? [] : [{ kind: 'reorder', workstream, dependsOn } as const]),
    ...(change === null ? [] : [{ kind: 'change', workstream, ...change } as const]),
  ];
  return first === undefined
    ? wrong(filled.block(AT.task), FORM_WORDS.nothingChanged)
    : submitted({ kind: 'overrides', workflow: workflow.id, changes: [first, ...others] });
}

export function readChangePhase(form: ChangePhaseForm, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const proposal = shown(form.hash, workflow);
  if ('kind' in proposal) return proposal;
  const phase = proposal.plan.phases.find(({ id }) => id === form.phase);
  if (phase === undefined) return { kind: 'refused', card: refusalCard({ kind: 'unknown-phase' }, workflow) };
  const persona = oneChosen(filled, AT.persona, names.personas);
  const skills = otherNames(namesChosen(filled, AT.skills, names.skills, phase.skills), phase.skills);
  if (persona === null && skills === null) return wrong(filled.has(AT.persona) ? AT.persona : AT.skills, FORM_WORDS.nothingChanged);
  return submitted({ kind: 'overrides', workflow: workflow.id, changes: [{ kind: 'change-phase', phase: phase.id, persona, skills }] });
}

/** The plan that the form showed, if it is still that. */
function shown(hash: string, workflow: Workflow): Proposal | Submission {
  const { proposal } = workflow;
  if (proposal === null) return { kind: 'refused', card: refusalCard({ kind: 'no-plan-yet' }, workflow) };
  if (proposal.hash !== hash) return { kind: 'refused', card: refusalCard({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow) };
  return proposal;
}
