/** A workstream as a row: its state as a sign that is seen at a glance, and in words in what follows. */
import type { Step, StepState } from '../../../src/cards/card.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { type Atom, atomsOf } from './atoms.ts';
import type { Naming } from './naming.ts';

export function stepAtoms(step: Step, naming: Naming): readonly Atom[] {
  const detail = atomsOf(step.detail, naming);
  const mark = step.state === null ? '' : `${MARKS[step.state]} `;
  return [textAtom(`${mark}${step.label} `), textAtom(step.title, 'strong'), ...(detail.length > 0 ? [textAtom(' · '), ...detail] : [])];
}

/** Different in shape, not in colour alone. */
const MARKS: Readonly<Record<StepState, string>> = {
  pending: '⚪',
  running: '⏳',
  done: '✅',
  failed: '❌',
  blocked: '⛔',
  skipped: '⏭️',
  supplied: '☑️',
  cancelled: '🚫',
};
