/** What stands between a button and a form: a list from which the part that shall be changed is chosen. Its ids are in the custom ids, the part in the value. */
import { type ChannelId, channelId, type WorkflowId, workflowId } from '../../../src/engine/ids.ts';
import { packId, unpackId } from '../components/packed-id.ts';
import { LIMITS } from '../limits.ts';
import type { AtPhase, AtWork, WorkPart } from './form.ts';

export type Step =
  | { readonly kind: 'edit-plan' | 'change'; readonly workflow: WorkflowId; readonly hash: string }
  /** Null: those of the workspace. */
  | { readonly kind: 'settings'; readonly channel: ChannelId | null };

export type Picked =
  | ({ readonly kind: 'edit-work' } & AtWork)
  | ({ readonly kind: 'change-work' } & AtWork)
  | ({ readonly kind: 'edit-gates' } & AtPhase)
  | ({ readonly kind: 'change-phase' } & AtPhase)
  | { readonly kind: 'settings'; readonly channel: ChannelId | null; readonly group: string; readonly page: number }
  /** Those of the workspace instead of this channel's. */
  | { readonly kind: 'all-settings' };

/** `index`: of the list in its message. */
export function writeStep(step: Step, index: number): string {
  const ids =
    step.kind === 'settings' ? ['s', step.channel === null ? '' : packId(step.channel)] : [LETTERS[step.kind], packId(step.workflow), packId(step.hash)];
  return `${PREFIX}${ids.join(',')},${index}`;
}

export const workValue = (position: number, part: WorkPart): string => `${part}.${position}`;
export const phaseValue = (position: number): string => `phase.${position}`;
export const settingsValue = (group: string, page: number): string => `${group}.${page}`;
export const ALL_SETTINGS = 'all';

function isStep(customId: string): boolean {
  return customId.startsWith(PREFIX);
}

/** Null: not a list of ours, or nothing that stood in it. */
export function readStep(customId: string, value: string): Picked | null {
  const step = isStep(customId) && customId.length <= LIMITS.customId.most ? stepOf(customId.slice(PREFIX.length).split(',')) : null;
  if (step === null) return null;
  const [, what = '', number = ''] = /^([a-z-]{1,20})\.(0|[1-9]\d?)$/u.exec(value) ?? [];
  if (step.kind === 'settings') {
    if (value === ALL_SETTINGS) return { kind: 'all-settings' };
    return what === '' ? null : { kind: 'settings', channel: step.channel, group: what, page: Number(number) };
  }
  const { workflow, hash } = step;
  const edits = step.kind === 'edit-plan';
  const at = { workflow, hash, position: Number(number) };
  if (what === 'words' || what === 'order') return { ...at, kind: edits ? 'edit-work' : 'change-work', part: what };
  return what === 'phase' ? { ...at, kind: edits ? 'edit-gates' : 'change-phase' } : null;
}

const PREFIX = 's1';
const LETTERS = { 'edit-plan': 'e', change: 'c' } as const;

function stepOf(fields: readonly string[]): Step | null {
  const [kind, first = '', second = '', third] = fields;
  if (kind === 's') {
    const channel = first === '' ? null : unpackId(first);
    return fields.length !== 3 || (first !== '' && channel === null) ? null : { kind: 'settings', channel: channel === null ? null : channelId(channel) };
  }
  const [workflow, hash] = [unpackId(first), unpackId(second)];
  if (workflow === null || hash === null || third === undefined || fields.length !== 4) return null;
  if (kind === 'e') return { kind: 'edit-plan', workflow: workflowId(workflow), hash };
  return kind === 'c' ? { kind: 'change', workflow: workflowId(workflow), hash } : null;
}
