/**
 * What a button says when it is pressed. It carries ids only: what they stand for is looked up, and checked, at the
 * click, which may come long after. The first letters name the version, so that buttons of older releases stay readable.
 */
import type { Action, Rereading } from '../../../src/cards/card.ts';
import type { OptionId } from '../../../src/engine/decision.ts';
import { decisionId, inputId, phaseId, type WorkflowId, workflowId } from '../../../src/engine/ids.ts';
import { LIMITS } from '../limits.ts';
import { markOf } from './button-mark.ts';
import { packDecision, packId, packPath, unpackDecision, unpackId, unpackPath } from './packed-id.ts';
import { type Change, type Pressed, pressedBy } from './pressed.ts';

/** `index` makes the id unique in its message. */
export function buttonOf(action: Action, index: number): string {
  return encodeButton(pressedBy(action.does), index);
}

export function encodeButton(pressed: Pressed, index: number): string {
  const whole = `${PREFIX}${written(pressed).join(',')},${index}`;
  return whole.length <= LIMITS.customId.most ? whole : `${PREFIX}${written({ kind: 'marked', mark: markOf(pressed) }).join(',')},${index}`;
}

/** Of a button, or of the chosen entry of a select. Null: not one of ours, or one of a newer release. */
export function readButton(customId: string): Pressed | null {
  if (!isButton(customId) || customId.length > LIMITS.customId.most) return null;
  const [kind = '', ...fields] = customId.slice(PREFIX.length).split(',');
  const index = fields.pop() ?? '';
  return /^\d{1,3}$/u.test(index) ? read(kind, fields) : null;
}

/** `chosen`: in a list of answers, whose values are what buttons would be; empty for a button. */
export function readPress(customId: string, chosen: readonly string[] = []): Pressed | null {
  return readButton(customId.startsWith(CHOICES_ID) ? (chosen[0] ?? '') : customId);
}

/** A select of answers says with its value which one: the same id that a button would have. */
export const CHOICES_ID = 'b1*';

function isButton(customId: string): boolean {
  return customId.startsWith(PREFIX) && !customId.startsWith(CHOICES_ID);
}

const PREFIX = 'b1';

/** The letter of its kind, and its fields. Never change these: they stand in people's threads. */
function written(pressed: Pressed): readonly string[] {
  switch (pressed.kind) {
    case 'answer':
      return ['a', packDecision(pressed.decision), pressed.option];
    case 'edit-plan':
      return ['e', packId(pressed.workflow), packDecision(pressed.decision, pressed.workflow), packId(pressed.planHash)];
    case 'override':
      return [pressed.sure ? 'O' : 'o', packId(pressed.workflow), pressed.change];
    case 'add-context':
      return ['c', packId(pressed.workflow)];
    case 'change':
      return ['g', packId(pressed.workflow)];
    case 'correct-handoff':
      return ['h', packId(pressed.workflow), packId(pressed.phase)];
    case 'branch':
      return ['r', packId(pressed.workflow), String(pressed.number)];
    case 'correct-reading':
      return ['m', packId(pressed.workflow), packPath(pressed.note), ...rereading(pressed.as, pressed.workflow)];
    case 'marked':
      return ['x', pressed.mark];
    case 'leave':
      return ['l'];
    default: {
      const missed: never = pressed;
      return missed;
    }
  }
}

function rereading(as: Rereading, workflow: WorkflowId): readonly string[] {
  if (as.kind === 'answer') return [packDecision(as.decision, workflow), as.option];
  return [as.kind === 'ignored' ? 'i' : 'w'];
}

function read(kind: string, [first = '', ...more]: readonly string[]): Pressed | null {
  if (kind === 'a') return readAnswer(first, more);
  if (kind === 'x') return /^[\w-]{22}$/u.test(first) && more.length === 0 ? { kind: 'marked', mark: first } : null;
  if (kind === 'l') return first === '' && more.length === 0 ? { kind: 'leave' } : null;
  const id = unpackId(first);
  return id === null ? null : readOfRun(kind, workflowId(id), more);
}

function readAnswer(packed: string, [option = '', ...more]: readonly string[]): Pressed | null {
  const decision = unpackDecision(packed);
  return decision === null || !isOptionLike(option) || more.length > 0 ? null : { kind: 'answer', decision: decisionId(decision), option };
}

function readOfRun(kind: string, workflow: WorkflowId, fields: readonly string[]): Pressed | null {
  const [first = '', second = ''] = fields;
  if (fields.length !== COUNTS.get(kind) && kind !== 'm') return null;
  switch (kind) {
    case 'e': {
      const [decision, planHash] = [unpackDecision(first, workflow), unpackId(second)];
      return decision === null || planHash === null ? null : { kind: 'edit-plan', workflow, decision: decisionId(decision), planHash };
    }
    case 'o':
    case 'O':
      return isChange(first) ? { kind: 'override', workflow, change: first, sure: kind === 'O' } : null;
    case 'c':
      return { kind: 'add-context', workflow };
    case 'g':
      return { kind: 'change', workflow };
    case 'h': {
      const phase = unpackId(first);
      return phase === null ? null : { kind: 'correct-handoff', workflow, phase: phaseId(phase) };
    }
    case 'r':
      return /^(?:0|[1-9]\d{0,9})$/u.test(first) ? { kind: 'branch', workflow, number: Number(first) } : null;
    case 'm': {
      const [note, as] = [unpackPath(first), readRereading(fields.slice(1), workflow)];
      return note === null || as === null ? null : { kind: 'correct-reading', workflow, note: inputId(note), as };
    }
    default:
      return null;
  }
}

/** How many fields each has after the workflow. */
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['e', 2],
  ['o', 1],
  ['O', 1],
  ['c', 0],
  ['g', 0],
  ['h', 1],
  ['r', 1],
]);

function readRereading([what = '', option, ...more]: readonly string[], workflow: WorkflowId): Rereading | null {
  if (more.length > 0) return null;
  if (option === undefined) return what === 'i' ? { kind: 'ignored' } : what === 'w' ? { kind: 'which-answer' } : null;
  const decision = unpackDecision(what, workflow);
  return decision === null || !isOptionLike(option) ? null : { kind: 'answer', decision: decisionId(decision), option };
}

/** Not the closed list: the desk refuses what it does not know, with words. */
function isOptionLike(text: string): text is OptionId {
  return /^[a-z][a-z-]{0,39}$/u.test(text);
}

function isChange(text: string): text is Change {
  return text === 'pause' || text === 'resume' || text === 'cancel' || text === 'aggregate';
}
