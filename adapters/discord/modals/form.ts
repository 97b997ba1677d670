/** What a modal is about. It stands in its custom id, as ids only, and comes back when the modal is submitted. */
import { type ChannelId, channelId, type DecisionId, decisionId, type PhaseId, phaseId, type WorkflowId, workflowId } from '../../../src/engine/ids.ts';
import { packDecision, packId, unpackDecision, unpackId } from '../components/packed-id.ts';
import { LIMITS } from '../limits.ts';

/** Five parts are all that a modal takes, so what can be changed of a workstream stands in two of them. */
export type WorkPart = 'words' | 'order';

/** `hash`: of the plan that the fields show; positions are those in it. */
export interface AtPhase {
  readonly workflow: WorkflowId;
  readonly hash: string;
  readonly position: number;
}

export interface AtWork extends AtPhase {
  readonly part: WorkPart;
}

export type Form =
  /** Answers a decision with what is typed or chosen. */
  | { readonly kind: 'answer'; readonly decision: DecisionId; readonly option: string }
  | { readonly kind: 'add-context'; readonly workflow: WorkflowId }
  | { readonly kind: 'correct-handoff'; readonly workflow: WorkflowId; readonly phase: PhaseId }
  | { readonly kind: 'branch'; readonly workflow: WorkflowId }
  | ({ readonly kind: 'edit-work' } & AtWork)
  | ({ readonly kind: 'change-work' } & AtWork)
  /** Of the phases from this position on. */
  | ({ readonly kind: 'edit-gates' } & AtPhase)
  | ({ readonly kind: 'change-phase' } & AtPhase)
  /** `channel` null: those of the workspace. `seen`: a mark of the values that the fields show. */
  | { readonly kind: 'settings'; readonly channel: ChannelId | null; readonly group: string; readonly page: number; readonly seen: string };

export type FormOf<Kind extends Form['kind']> = Extract<Form, { kind: Kind }>;

export function writeForm(form: Form): string {
  return `${PREFIX}${fields(form).join(',')}`;
}

/** Null: not a form of ours, or of a release that wrote it otherwise. */
export function readForm(customId: string): Form | null {
  if (!isForm(customId) || customId.length > LIMITS.customId.most) return null;
  const [kind = '', ...parts] = customId.slice(PREFIX.length).split(',');
  const form = read(kind, parts);
  // One way to write each: whatever else means the same is not ours.
  return form !== null && writeForm(form) === customId ? form : null;
}

function isForm(customId: string): boolean {
  return customId.startsWith(PREFIX);
}

const PREFIX = 'f1';

/** Never change these letters: a form may be open while a new release starts. */
function fields(form: Form): readonly string[] {
  switch (form.kind) {
    case 'answer':
      return ['a', packDecision(form.decision), form.option];
    case 'add-context':
      return ['c', packId(form.workflow)];
    case 'correct-handoff':
      return ['h', packId(form.workflow), packId(form.phase)];
    case 'branch':
      return ['r', packId(form.workflow)];
    case 'edit-work':
    case 'change-work':
      return [form.kind === 'edit-work' ? 'e' : 'w', packId(form.workflow), packId(form.hash), String(form.position), form.part];
    case 'edit-gates':
    case 'change-phase':
      return [form.kind === 'edit-gates' ? 'g' : 'p', packId(form.workflow), packId(form.hash), String(form.position)];
    case 'settings':
      return ['s', form.channel === null ? '' : packId(form.channel), form.group, String(form.page), form.seen];
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

function read(kind: string, parts: readonly string[]): Form | null {
  if (kind === 'a') return readAnswer(parts);
  if (kind === 's') return readSettings(parts);
  const [packed = '', second = '', third = '', fourth = ''] = parts;
  const [id, other] = [unpackId(packed), unpackId(second)];
  if (id === null) return null;
  const workflow = workflowId(id);
  switch (kind) {
    case 'c':
      return { kind: 'add-context', workflow };
    case 'r':
      return { kind: 'branch', workflow };
    case 'h':
      return other === null ? null : { kind: 'correct-handoff', workflow, phase: phaseId(other) };
    case 'e':
    case 'w':
      if (other === null || !isPosition(third) || (fourth !== 'words' && fourth !== 'order')) return null;
      return { kind: kind === 'e' ? 'edit-work' : 'change-work', workflow, hash: other, position: Number(third), part: fourth };
    case 'g':
    case 'p':
      return other === null || !isPosition(third)
        ? null
        : { kind: kind === 'g' ? 'edit-gates' : 'change-phase', workflow, hash: other, position: Number(third) };
    default:
      return null;
  }
}

function readAnswer([packed = '', option = '']: readonly string[]): Form | null {
  const decision = unpackDecision(packed);
  return decision === null || !/^[a-z][a-z-]{0,39}$/u.test(option) ? null : { kind: 'answer', decision: decisionId(decision), option };
}

function readSettings([packed = '', group = '', page = '', seen = '']: readonly string[]): Form | null {
  const channel = packed === '' ? null : unpackId(packed);
  if ((packed !== '' && channel === null) || !/^[a-z-]{1,20}$/u.test(group) || !isPosition(page) || !/^[\w-]{1,40}$/u.test(seen)) return null;
  return { kind: 'settings', channel: channel === null ? null : channelId(channel), group, page: Number(page), seen };
}

function isPosition(text: string): boolean {
  return /^(?:0|[1-9]\d?)$/u.test(text);
}
