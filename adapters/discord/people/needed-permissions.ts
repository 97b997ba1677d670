/** What Baton must be allowed for each thing that it does in a channel, and why: for the invite link, the doctor, and whoever has to put it right. */
import { PermissionFlagsBits } from 'discord.js';

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

export type PermissionName = keyof typeof NEEDED;

interface Needed {
  readonly bit: bigint;
  readonly label: string;
  readonly use: string;
  readonly without: string;
  readonly for: readonly Purpose[];
}

/** In the order in which people should read them. Not among them: anything over people, messages or threads of others. */
export const NEEDED = {
  ViewChannel: {
    bit: PermissionFlagsBits.ViewChannel,
    label: 'View Channels',
    use: 'hears what is said to it, and sees its threads',
    without: 'Baton sees nothing of the channel',
    for: ['start', 'speak', 'work'],
  },
  SendMessages: {
    bit: PermissionFlagsBits.SendMessages,
    label: 'Send Messages',
    use: 'posts the message that a run’s thread begins with',
    without: 'no run can begin in the channel',
    for: ['start'],
  },
  CreatePublicThreads: {
    bit: PermissionFlagsBits.CreatePublicThreads,
    label: 'Create Public Threads',
    use: 'opens the thread',
    without: 'no run gets its thread',
    for: ['start'],
  },
  SendMessagesInThreads: {
    bit: PermissionFlagsBits.SendMessagesInThreads,
    label: 'Send Messages in Threads',
    use: 'says there what there is to say',
    without: 'nothing of a run can be said in its thread',
    for: ['start', 'speak', 'work'],
  },
  ReadMessageHistory: {
    bit: PermissionFlagsBits.ReadMessageHistory,
    label: 'Read Message History',
    use: 'looks for what it may have posted already, and reads what was said in a thread before it was asked',
    without: 'Baton cannot find a message again whose sending was cut off, and does not know what was said before it was asked',
    for: ['work'],
  },
  AttachFiles: {
    bit: PermissionFlagsBits.AttachFiles,
    label: 'Attach Files',
    use: 'attaches results and the picture of the plan',
    without: 'results and the picture of the plan cannot be attached',
    for: ['work'],
  },
} as const satisfies Record<string, Needed>;

/** `rights` as they are in that channel. */
export function missingOf(rights: bigint, ...purposes: readonly Purpose[]): readonly Missing[] {
  return namesOf(NEEDED)
    .filter((name) => purposes.some((purpose) => isFor(name, purpose)) && (rights & NEEDED[name].bit) === 0n)
    .map((permission) => ({ permission, label: NEEDED[permission].label, without: NEEDED[permission].without }));
}

/** Of the invite link. */
export const INVITED_WITH: bigint = namesOf(NEEDED).reduce((sum, name) => sum | NEEDED[name].bit, 0n);

function namesOf(needed: typeof NEEDED): readonly PermissionName[] {
  return Object.keys(needed) as PermissionName[];
}

function isFor(name: PermissionName, purpose: Purpose): boolean {
  const uses: readonly Purpose[] = NEEDED[name].for;
  return uses.includes(purpose);
}
