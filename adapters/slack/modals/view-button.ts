/** Buttons inside modals and on the App Home that open a form. They carry ids only. */
import type { types } from '@slack/bolt';
import { z } from 'zod';
import { channelId, phaseId, workflowId, workstreamId } from '../../../src/engine/ids.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './plain-text.ts';

const id = z.string().min(1).max(200);
const workflow = id.transform(workflowId);
const channel = id.transform(channelId).nullable();
const v = z.literal(1);

const pressedSchema = z.discriminatedUnion('kind', [
  /** What of a run at work shall be changed. */
  z.strictObject({ v, kind: z.literal('change-list'), workflow }),
  z.strictObject({ v, kind: z.literal('change-workstream'), workflow, workstream: id.transform(workstreamId) }),
  z.strictObject({ v, kind: z.literal('change-phase'), workflow, phase: id.transform(phaseId) }),
  /** All settings, of a channel or (null) of the workspace. */
  z.strictObject({ v, kind: z.literal('settings'), channel }),
  z.strictObject({ v, kind: z.literal('settings-group'), channel, group: id }),
]);

type Written = Readonly<z.infer<typeof pressedSchema>>;
type Without<T> = T extends unknown ? Omit<T, 'v'> : never;
export type ViewPressed = Without<Written>;

/** What Bolt listens to. Slack shows them in modals and on the home page, never in messages. */
export const VIEW_BUTTON_IDS = /^form:(?:change-list|change-workstream|change-phase|settings|settings-group)$/u;

export function viewButton(label: string, pressed: ViewPressed): types.Button {
  return {
    type: 'button',
    action_id: `form:${pressed.kind}`,
    text: plainText(label, LIMITS.buttonText.most),
    value: JSON.stringify({ v: 1, ...pressed }),
  };
}

/** Null: not one of ours, or of another release. */
export function readViewButton(actionId: string, value: string | null | undefined): ViewPressed | null {
  if (!VIEW_BUTTON_IDS.test(actionId) || value == null || value.length > LIMITS.buttonValue.most) return null;
  const parsed = pressedSchema.safeParse(jsonIn(value));
  if (!parsed.success || actionId !== `form:${parsed.data.kind}`) return null;
  const { v: _, ...pressed } = parsed.data;
  return pressed;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
