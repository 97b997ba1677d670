/**
 * Reads a submitted modal. `readForm` says what it is about, so that the caller can load that; nothing here trusts the
 * state to be whole, and the desk checks again who may do it and whether it still can be done.
 */
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Filled } from '../../../src/forms/filled.ts';
import type { Known } from '../../../src/forms/known.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { tooLarge } from '../../../src/forms/note-size.ts';
import { workFields } from '../../../src/forms/plan-fields.ts';
import { notesAsked, readAsked, runGone } from '../../../src/forms/read-asked.ts';
import { CHANGE_FIELDS, planMovedOn, readChange, readChangePhase } from '../../../src/forms/read-change.ts';
import { readPlanEdits } from '../../../src/forms/read-plan-edits.ts';
import { readSettings } from '../../../src/forms/read-settings.ts';
import { type Submission, submitted, wrong } from '../../../src/forms/submission.ts';
import type { Form, FormOf } from './form.ts';
import { readFields } from './read-fields.ts';

export function readSubmission(form: Form, state: unknown, known: Known): Submission {
  const filled = readFields(state);
  const errors = tooLarge(filled, notesOf(form, known));
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : readFilled(form, filled, known);
}

function notesOf(form: Form, { workflow }: Known): readonly string[] {
  switch (form.kind) {
    case 'answer':
    case 'add-context':
    case 'branch':
    case 'correct-handoff':
      return notesAsked(form);
    case 'edit-plan':
      return (workflow?.proposal?.plan.workstreams ?? []).flatMap((_, position) => [workFields(position).title, workFields(position).task]);
    case 'change':
      return [CHANGE_FIELDS.task];
    case 'change-phase':
    case 'settings':
    case 'told':
      return [];
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

function readFilled(form: Form, filled: Filled, { workflow, names, settings }: Known): Submission {
  switch (form.kind) {
    case 'answer':
    case 'add-context':
    case 'branch':
    case 'correct-handoff':
      return readAsked(form, filled, workflow);
    case 'edit-plan':
      return workflow === null ? runGone(form.workflow) : readPlanEdits(form.hash, filled, workflow, names);
    case 'change':
    case 'change-phase':
      return workflow === null ? runGone(form.workflow) : (planMovedOn(form.hash, workflow) ?? readOfPlan(form, filled, workflow, names));
    case 'settings':
      return settings === null ? wrong(form.group, FORM_WORDS.unreadable) : readSettings(form, filled, settings);
    case 'told':
      return submitted({ kind: 'nothing' });
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

/** The plan is still the one that the form showed. */
function readOfPlan(form: FormOf<'change' | 'change-phase'>, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const plan = workflow.proposal?.plan;
  if (form.kind === 'change') {
    const stands = plan?.workstreams.find(({ id }) => id === form.workstream);
    return stands ? readChange(stands, filled, workflow, names) : { kind: 'refused', card: refusalCard({ kind: 'unknown-workstream' }, workflow) };
  }
  const phase = plan?.phases.find(({ id }) => id === form.phase);
  return phase ? readChangePhase(phase, filled, workflow, names) : { kind: 'refused', card: refusalCard({ kind: 'unknown-phase' }, workflow) };
}
