/**
 * Reads a submitted modal. `readForm` says what it is about, so that the caller can load that; nothing here trusts the
 * fields to be whole, and the desk checks again who may do it and whether it still can be done.
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
import { type Submission, wrong } from '../../../src/forms/submission.ts';
import type { Form, FormOf } from './form.ts';

export function readSubmission(form: Form, filled: Filled, known: Known): Submission {
  const errors = tooLarge(filled, notesOf(form));
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : readFilled(form, filled, known);
}

function notesOf(form: Form): readonly string[] {
  switch (form.kind) {
    case 'answer':
    case 'add-context':
    case 'branch':
    case 'correct-handoff':
      return notesAsked(form);
    case 'edit-work':
      return [workFields(form.position).title, workFields(form.position).task];
    case 'change-work':
      return [CHANGE_FIELDS.task];
    case 'edit-gates':
    case 'change-phase':
    case 'settings':
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
    case 'edit-work':
    case 'edit-gates':
      return workflow === null ? runGone(form.workflow) : readPlanEdits(form.hash, filled, workflow, names);
    case 'change-work':
    case 'change-phase':
      return workflow === null ? runGone(form.workflow) : (planMovedOn(form.hash, workflow) ?? readOfPlan(form, filled, workflow, names));
    case 'settings':
      return settings === null ? wrong(form.group, FORM_WORDS.unreadable) : readSettings(form, filled, settings);
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

/** The positions are those of the plan that the form showed, which still stands. */
function readOfPlan(form: FormOf<'change-work' | 'change-phase'>, filled: Filled, workflow: Workflow, names: LibraryNames): Submission {
  const plan = workflow.proposal?.plan;
  if (form.kind === 'change-work') {
    const stands = plan?.workstreams[form.position];
    return stands ? readChange(stands, filled, workflow, names) : { kind: 'refused', card: refusalCard({ kind: 'unknown-workstream' }, workflow) };
  }
  const phase = plan?.phases[form.position];
  return phase ? readChangePhase(phase, filled, workflow, names) : { kind: 'refused', card: refusalCard({ kind: 'unknown-phase' }, workflow) };
}
