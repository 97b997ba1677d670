/** The forms that cards ask for, as they came back: an answer, context, a corrected handoff, a branch. */
import { FORM_WORDS } from '../cards/form-words.ts';
import { noticeCard } from '../cards/notice.ts';
import { type DecisionId, type PhaseId, type WorkflowId, workstreamId } from '../engine/ids.ts';
import { isOption } from '../engine/option-ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Filled } from './filled.ts';
import { type Submission, submitted, wrong } from './submission.ts';

export type AskedForm =
  /** Answers a decision with what is typed or chosen. */
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: string }
  | { readonly kind: 'add-context'; readonly workflow: WorkflowId }
  | { readonly kind: 'correct-handoff'; readonly workflow: WorkflowId; readonly phase: PhaseId }
  | { readonly kind: 'branch'; readonly workflow: WorkflowId };

type FormOf<Kind extends AskedForm['kind']> = Extract<AskedForm, { kind: Kind }>;

/** The fields whose text becomes a note of the run. A result by hand may be longer. */
export function notesAsked(form: AskedForm): readonly string[] {
  if (form.kind === 'correct-handoff') return ['decisions', 'openItems'];
  return form.kind === 'answer' && form.option === 'supply' ? [] : ['text'];
}

/** `workflow`: of a corrected handoff; the others stand for themselves. */
export function readAsked(form: AskedForm, filled: Filled, workflow: Workflow | null): Submission {
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
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

export function runGone(run: WorkflowId): Submission {
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
  if (decisions === null || openItems === null) return runGone(id);
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
