/** What Baton must be allowed for each thing that it does in a channel: for the invite link, the doctor, and whoever has to put it right. */
import { PermissionFlagsBits } from 'discord.js';
import { PERMISSION_WORDS, type PermissionName } from '../../../src/cards/permission-words.ts';

/**
 * `start`: a new thread of a text channel. `speak`: in a thread, or a post of a forum, that is there; without it a run waits. `work`: all that is of use
 * there; without it a run goes on, less well.
 */
export type Purpose = 'start' | 'speak' | 'work';

export interface Missing {
  readonly permission: PermissionName;
  /** As Discord's own settings name it. */
  readonly label: string;
  /** What does not work without it. */
  readonly without: string;
}

/** Not among them: anything over people, messages or threads of others. */
const NEEDED: Readonly<Record<PermissionName, readonly Purpose[]>> = {
  ViewChannel: ['start', 'speak', 'work'],
  SendMessages: ['start'],
  CreatePublicThreads: ['start'],
  SendMessagesInThreads: ['start', 'speak', 'work'],
  // For a thread from a message Discord's documentation names Create Public Threads alone, and does not say that it is enough: asking for too much costs less.
  ReadMessageHistory: ['start', 'work'],
  AttachFiles: ['work'],
};

const NAMES = Object.keys(NEEDED) as readonly PermissionName[];

/** `rights` as they are in that channel. */
export function missingOf(rights: bigint, ...purposes: readonly Purpose[]): readonly Missing[] {
  return NAMES.filter((name) => purposes.some((purpose) => NEEDED[name].includes(purpose)) && (rights & PermissionFlagsBits[name]) === 0n).map(
    (permission) => ({
      permission,
      label: PERMISSION_WORDS[permission].label,
      without: PERMISSION_WORDS[permission].without,
    }),
  );
}

/** Of the invite link. */
export const INVITED_WITH: bigint = NAMES.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
