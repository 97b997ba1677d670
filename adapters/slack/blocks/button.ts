/**
 * What a button says when it is pressed. It carries ids only: what they stand for is looked up, and checked, at the
 * click, which may come long after. The value names its version, so that buttons of older releases stay readable.
 */
import { z } from 'zod';
import type { Action } from '../../../src/cards/card.ts';
import { type Pressed, pressedBy } from '../../../src/chat/pressed.ts';
import type { OptionId } from '../../../src/engine/decision.ts';
import { decisionId, inputId, phaseId, workflowId } from '../../../src/engine/ids.ts';
import { LIMITS } from '../limits.ts';

export interface Encoded {
  readonly action_id: string;
  readonly value: string;
}

/** `index` makes the action id unique in its message. */
export function buttonOf(action: Action, index: number): Encoded {
  return encodeButton(pressedBy(action.does), index);
}

function encodeButton(pressed: Pressed, index: number): Encoded {
  return { action_id: `${PREFIX}${pressed.kind}:${index}`, value: JSON.stringify({ v: 1, ...pressed }) };
}

/** Null: not one of our buttons, or one of a newer release. */
export function readButton(actionId: string, value: string | null | undefined): Pressed | null {
  if (!actionId.startsWith(PREFIX) || value == null || value.length > LIMITS.buttonValue.most) return null;
  const parsed = pressedSchema.safeParse(parseJson(value));
  if (!parsed.success) return null;
  const { v: _version, ...pressed } = parsed.data;
  return pressed;
}

/** What Bolt listens to. */
export const BUTTON_IDS = /^baton:/u;
const PREFIX = 'baton:';

const id = z.string().min(1).max(200);
const v = z.literal(1);
const workflow = id.transform(workflowId);
const decision = id.transform(decisionId);
/** Not the closed list: the desk refuses what it does not know, with words. */
const option = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/u)
  .transform((text) => text as OptionId);

const rereading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ignored') }),
  z.object({ kind: z.literal('which-answer') }),
  z.object({ kind: z.literal('answer'), decision, option }),
]);

const pressedSchema = z.discriminatedUnion('kind', [
  z.object({ v, kind: z.literal('answer'), decision, option }),
  z.object({ v, kind: z.literal('edit-plan'), workflow, decision, planHash: id }),
  z.object({ v, kind: z.literal('override'), workflow, change: z.enum(['pause', 'resume', 'cancel', 'aggregate']) }),
  z.object({ v, kind: z.literal('add-context'), workflow }),
  z.object({ v, kind: z.literal('change'), workflow }),
  z.object({ v, kind: z.literal('correct-handoff'), workflow, phase: id.transform(phaseId) }),
  z.object({ v, kind: z.literal('branch'), workflow, number: z.int().min(0) }),
  z.object({ v, kind: z.literal('correct-reading'), workflow, note: id.transform(inputId), as: rereading }),
]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
