/**
 * Reads a submitted modal. `readForm` says what it is about, so that the caller can load that; nothing here trusts the
 * state to be whole, and the desk checks again who may do it and whether it still can be done.
 */
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { type WorkflowId, workstreamId } from '../../../src/engine/ids.ts';
import { isOption } from '../../../src/engine/option-ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { CHANGE_FIELDS } from './change-forms.ts';
import { type Filled, readFilled } from './filled.ts';
import type { AnswerForm, Form, FormOf } from './form.ts';
import type { LibraryNames } from './library-names.ts';
import { tooLarge } from './note-size.ts';
import { workFields } from './plan-fields.ts';
import { readChange, readChangePhase } from './read-change.ts';
import { readPlanEdits } from './read-plan-edits.ts';
import { readSettings } from './read-settings.ts';
import { type Submission, submitted, wrong } from './submission.ts';

/** What is known of that which the form is about; null: nothing (any more), or not needed for this kind of form. */
export interface Known {
  /** Of every form but those of settings. */
  readonly workflow: Workflow | null;
  readonly names: LibraryNames;
  /** For the form's channel, or (channel null) the workspace. */
  readonly settings: ResolvedSettings | null;
}

export function readSubmission(form: Form, state: unknown, known: Known): Submission {
  const filled = readFilled(state);
  const errors = tooLarge(filled, notesOf(form, known));
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : readFields(form, filled, known);
}

/** The fields whose text becomes a note of the run. A result by hand may be longer. */
function notesOf(form: Form, { workflow }: Known): readonly string[] {
  switch (form.kind) {
    case 'answer':
      return form.option === 'supply' ? [] : ['text'];
    case 'add-context':
    case 'branch':
      return ['text'];
    case 'correct-handoff':
      return ['decisions', 'openItems'];
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

function readFields(form: Form, filled: Filled, known: Known): Submission {
  switch (form.kind) {
    case 'answer':
      return readAnswer(form, filled);
    case 'add-context': {
      const text = filled.text('text');
      if (text === null) return wrong('text', FORM_WORDS.needed);
      return submitted({ kind: 'overrides', workflow: form.workflow, changes: [{ kind: 'add-context', workstream: null, text }] });
    }
    case 'correct-handoff':
      return readCorrection(form, filled, known.workflow);
    case 'branch':
      return readBranch(form, filled);
    case 'edit-plan':
      return known.workflow === null ? gone(form.workflow) : readPlanEdits(form, filled, known.workflow, known.names);
    case 'change':
      return known.workflow === null ? gone(form.workflow) : readChange(form, filled, known.workflow, known.names);
    case 'change-phase':
      return known.workflow === null ? gone(form.workflow) : readChangePhase(form, filled, known.workflow, known.names);
    case 'settings':
      return known.settings === null ? wrong(form.group, FORM_WORDS.unreadable) : readSettings(form, filled, known.settings);
    case 'told':
      return submitted({ kind: 'nothing' });
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

function gone(run: WorkflowId): Submission {
  return { kind: 'refused', card: noticeCard({ kind: 'no-such-run', run }) };
}

/** Text that comes with a choice is the choice. */
function readAnswer({ decision, option }: AnswerForm, filled: Filled): Submission {
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
  if (!filled.has('decisions') || !filled.has('openItems')) return wrong(filled.block('decisions'), FORM_WORDS.unreadable);
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
