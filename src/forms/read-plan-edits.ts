/**
 * The plan editor, or a part of it, as it came back: edits against the plan that it showed, or what is wrong with which
 * field. `hash`: of that plan.
 */
import { FORM_WORDS } from '../cards/form-words.ts';
import { refusalCard } from '../cards/refusal.ts';
import { type PhaseId, workstreamId } from '../engine/ids.ts';
import type { PlanEdit } from '../engine/input.ts';
import { AGENT_TYPES, type Phase, type Plan, type Workstream } from '../engine/plan.ts';
import { applyEdits } from '../engine/plan-edit.ts';
import type { Workflow } from '../engine/state.ts';
import { editsTowards, type WantedWorkstream } from '../engine/wanted-plan.ts';
import type { Filled } from './filled.ts';
import { inOneLine } from './in-one-line.ts';
import { type LibraryNames, NOBODY, namesChosen, oneChosen } from './library-names.ts';
import { gateField, workFields } from './plan-fields.ts';
import { type FieldErrors, type Submission, submitted, wrong } from './submission.ts';

export function readPlanEdits(hash: string, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const { proposal } = workflow;
  if (proposal === null) return { kind: 'refused', card: refusalCard({ kind: 'no-plan-yet' }, workflow) };
  // The fields say what stood in that plan: against another one they would mean other changes.
  if (proposal.hash !== hash) return { kind: 'refused', card: refusalCard({ kind: 'plan-moved-on', currentHash: proposal.hash }, workflow) };
  const { plan } = proposal;
  const errors = emptyFields(plan, filled);
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const edits = editsTowards(
    plan,
    plan.workstreams.map((stands, position) => wanted(stands, position, filled, names)),
    gatesIn(plan, filled),
  );
  const [first] = edits;
  if (first === undefined) return wrong(filled.fields[0] ?? workFields(0).title, FORM_WORDS.nothingChanged);
  const edited = applyEdits(plan, edits);
  // Said at the field, so that nothing of what was typed is lost.
  if (edited.kind === 'problems') return wrong(filled.field(fieldOf(plan, first)), edited.problems.join(' '));
  return submitted({ kind: 'edit-plan', workflow: workflow.id, baseHash: hash, edits });
}

function emptyFields(plan: Plan, filled: Filled): FieldErrors {
  const needed = plan.workstreams.flatMap((_, position) => {
    const at = workFields(position);
    return filled.isTicked(at.drop) ? [] : [at.title, at.task];
  });
  const empty = needed.filter((name) => filled.has(name) && !filled.isKept(name) && filled.text(name) === null);
  return Object.fromEntries(empty.map((name) => [filled.field(name), FORM_WORDS.needed]));
}

/** A field that is not there says nothing. */
function wanted(stands: Workstream, position: number, filled: Filled, names: LibraryNames): WantedWorkstream {
  const at = workFields(position);
  const persona = oneChosen(filled, at.persona, [...names.personas, stands.persona ?? '']);
  const loop = filled.choice(at.loop);
  const waits = filled.choices(at.waits);
  return {
    id: stands.id,
    drop: filled.isTicked(at.drop),
    title: filled.typed(at.title, inOneLine(stands.title)),
    task: filled.typed(at.task, stands.task),
    agent: AGENT_TYPES.find((type) => type === filled.choice(at.agent)) ?? null,
    persona: !filled.has(at.persona) ? null : persona === null || persona === NOBODY.value ? { kind: 'none' } : { kind: 'named', name: persona },
    skills: namesChosen(filled, at.skills, names.skills, stands.skills),
    loop: loop === null ? null : loop === 'loop',
    dependsOn: waits === null ? null : waits.map(workstreamId),
  };
}

function gatesIn(plan: Plan, filled: Filled): ReadonlyMap<PhaseId, Phase['gate']> {
  return new Map(
    plan.phases.flatMap(({ id }, position) => {
      const chosen = filled.choice(gateField(position));
      return chosen === 'none' || chosen === 'approve' ? [[id, chosen] as const] : [];
    }),
  );
}

/** The field that an edit came from, or one close to it. */
function fieldOf(plan: Plan, edit: PlanEdit): string {
  if (edit.kind === 'set-gate') return gateField(plan.phases.findIndex(({ id }) => id === edit.phase));
  const at = workFields(plan.workstreams.findIndex(({ id }) => id === edit.workstream));
  switch (edit.kind) {
    case 'drop':
      return at.drop;
    case 'reword':
      return edit.title === null ? at.task : at.title;
    case 'set-agent':
      return at.agent;
    case 'set-loop':
      return at.loop;
    case 'set-persona':
      return at.persona;
    case 'set-skills':
      return at.skills;
    case 'set-order':
      return at.waits;
    default: {
      const missed: never = edit;
      return missed;
    }
  }
}
