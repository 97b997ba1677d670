/**
 * Reads a submitted modal. `readForm` says what it is about, so that the caller can load that; nothing here trusts the
 * fields to be whole, and the desk checks again who may do it and whether it still can be done.
 */
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import { type WorkflowId, workstreamId } from '../../../src/engine/ids.ts';
import { isOption } from '../../../src/engine/option-ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Filled } from '../../../src/forms/filled.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { tooLarge } from '../../../src/forms/note-size.ts';
import { workFields } from '../../../src/forms/plan-fields.ts';
import { CHANGE_FIELDS, planMovedOn, readChange, readChangePhase } from '../../../src/forms/read-change.ts';
import { readPlanEdits } from '../../../src/forms/read-plan-edits.ts';
import { readSettings } from '../../../src/forms/read-settings.ts';
import { type Submission, submitted, wrong } from '../../../src/forms/submission.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import type { Form, FormOf } from './form.ts';

/** What is known of that which the form is about; null: nothing (any more), or not needed for this kind of form. */
export interface Known {
  /** Of every form but those of settings. */
  readonly workflow: Workflow | null;
  readonly names: LibraryNames;
  /** For the form's channel, or (channel null) the workspace. */
  readonly settings: ResolvedSettings | null;
}

export function readSubmission(form: Form, filled: Filled, known: Known): Submission {
  const errors = tooLarge(filled, notesOf(form));
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : readFilled(form, filled, known);
}

/** The fields whose text becomes a note of the run. A result by hand may be longer. */
function notesOf(form: Form): readonly string[] {
  switch (form.kind) {
    case 'answer':
      return form.option === 'supply' ? [] : ['text'];
    case 'add-context':
    case 'branch':
      return ['text'];
    case 'correct-handoff':
      return ['decisions', 'openItems'];
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
      return readAnswer(form, filled);
    case 'add-context': {
      const text = filled.text('text');
      if (text === null) return wrong('text', FORM_WORDS.needed);
      return submitted({ kind: 'overrides', workflow: form.workflow, changes: [{ kind: 'add-context', workstream: null, text }] });
    }
    case 'correct-handoff':
      return readCorrection(form, filled, workflow);
    case 'branch':
      return readBranch(form, filled);
    case 'edit-work':
    case 'edit-gates':
      return workflow === null ? gone(form.workflow) : readPlanEdits(form.hash, filled, workflow, names);
    case 'change-work':
    case 'change-phase':
      return workflow === null ? gone(form.workflow) : (planMovedOn(form.hash, workflow) ?? readOfPlan(form, filled, workflow, names));
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

function gone(run: WorkflowId): Submission {
  return { kind: 'refused', card: noticeCard({ kind: 'no-such-run', run }) };
}

/** Text that comes with a choice is the choice. */
function readAnswer({ decision, option }: FormOf<'answer'>, filled: Filled): Submission {
  if (!isOption(option)) return wrong('text', FORM_WORDS.unreadable);
  const file = filled.file('file');
  const text = filled.text('text') ?? filled.choice('text');
  if (text !== null && file !== null) return wrong('file', FORM_WORDS.oneNotBoth);
  if (text === null && file === null) return wrong('text', filled.has('file') ? FORM_WORDS.oneOrTheOther : FORM_WORDS.needed);
  return submitted({ kind: 'answer', decision, option, text, file });
}

/** A list that was too long for its field, and left empty, stays as it stands. */
function readCorrection({ workflow: id, phase }: FormOf<'correct-handoff'>, filled: Filled, workflow: Workflow | null): Submission {
  const handoff = workflow?.handoffs.find((one) => one.phase === phase);
  if (!filled.has('decisions') || !filled.has('openItems')) return wrong(filled.field('decisions'), FORM_WORDS.unreadable);
  const items = (name: 'decisions' | 'openItems'): readonly string[] | null => {
    const text = filled.text(name);
    return text === null && filled.isKept(name) ? (handoff?.[name] ?? null) : lines(text);
  };
  const [decisions, openItems] = [items('decisions'), items('openItems')];
  if (decisions === null || openItems === null) return gone(id);
  return submitted({ kind: 'overrides', workflow: id, changes: [{ kind: 'correct-handoff', phase, decisions, openItems }] });
}

function lines(text: string | null): readonly string[] {
  return (text ?? '')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function readBranch({ workflow }: FormOf<'branch'>, filled: Filled): Submission {
  const chosen = filled.choice('workstream');
  if (chosen === null) return wrong('workstream', FORM_WORDS.chooseOne);
  const note = filled.text('text');
  const change = note === null ? null : { agent: null, persona: null, task: null, note };
  return submitted({ kind: 'branch', workflow, workstream: workstreamId(chosen), change });
}
