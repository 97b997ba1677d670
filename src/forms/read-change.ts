/** The forms that change a run at work, or a part of one, as they came back: only what differs is a change. */
import { FORM_WORDS } from '../cards/form-words.ts';
import { refusalCard } from '../cards/refusal.ts';
import { workstreamId } from '../engine/ids.ts';
import { isModelName } from '../engine/model-table.ts';
import { AGENT_TYPES, type Phase, type Workstream } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { changeTowards, otherNames, otherSet } from '../engine/wanted-plan.ts';
import type { OverrideAsk } from '../ports/desk.ts';
import type { Filled } from './filled.ts';
import { type LibraryNames, namesChosen, oneChosen } from './library-names.ts';
import { type Submission, submitted, wrong } from './submission.ts';

/** What the fields of both forms are called. */
export const CHANGE_FIELDS = {
  skip: 'skip',
  task: 'task',
  agent: 'agent',
  persona: 'persona',
  skills: 'skills',
  model: 'model',
  waits: 'waits',
} as const;
const AT = CHANGE_FIELDS;

/** `stands`: the workstream in the plan that the form showed. */
export function readChange(stands: Workstream, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const { id: workstream } = stands;
  if (filled.isTicked(AT.skip)) return submitted({ kind: 'overrides', workflow: workflow.id, changes: [{ kind: 'skip', workstream }] });
  if (filled.has(AT.task) && !filled.isKept(AT.task) && filled.text(AT.task) === null) return wrong(AT.task, FORM_WORDS.needed);
  const model = filled.choice(AT.model);
  const change = changeTowards(stands, workflow.workstreams.get(workstream)?.model ?? null, {
    agent: AGENT_TYPES.find((type) => type === filled.choice(AT.agent)) ?? null,
    persona: oneChosen(filled, AT.persona, [...names.personas, stands.persona ?? '']),
    skills: namesChosen(filled, AT.skills, names.skills, stands.skills),
    model: model !== null && isModelName(model) ? model : null,
    task: filled.typed(AT.task, stands.task),
  });
  const dependsOn = otherSet(filled.choices(AT.waits)?.map(workstreamId) ?? null, stands.dependsOn);
  const [first, ...others]: readonly OverrideAsk[] = [
    ...(dependsOn === null ? [] : [{ kind: 'reorder', workstream, dependsOn } as const]),
    ...(change === null ? [] : [{ kind: 'change', workstream, ...change } as const]),
  ];
  return first === undefined ? nothingChanged(filled, AT.task) : submitted({ kind: 'overrides', workflow: workflow.id, changes: [first, ...others] });
}

/** `phase`: as in the plan that the form showed. */
export function readChangePhase(phase: Phase, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const persona = oneChosen(filled, AT.persona, names.personas);
  const skills = otherNames(namesChosen(filled, AT.skills, names.skills, phase.skills), phase.skills);
  if (persona === null && skills === null) return nothingChanged(filled, AT.persona);
  return submitted({ kind: 'overrides', workflow: workflow.id, changes: [{ kind: 'change-phase', phase: phase.id, persona, skills }] });
}

function nothingChanged(filled: Filled, field: string): Submission {
  return wrong(filled.fields[0] ?? field, FORM_WORDS.nothingChanged);
}

/** Null: the plan is still the one with this hash. */
export function planMovedOn(hash: string, workflow: Workflow): Submission | null {
  const { proposal } = workflow;
  if (proposal === null) return { kind: 'refused', card: refusalCard({ kind: 'no-plan-yet' }, workflow) };
  return proposal.hash === hash ? null : { kind: 'refused', card: refusalCard({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow) };
}
