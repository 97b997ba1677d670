/** What a platform can be asked to allow Baton, as its own settings name it; what each is for, and what does not work without it. */

interface PermissionWords {
  readonly label: string;
  readonly use: string;
  readonly without: string;
}

/** In the order in which people should read them. */
export const PERMISSION_WORDS = {
  ViewChannel: {
    label: 'View Channels',
    use: 'hears what is said to it, and sees its threads',
    without: 'Baton sees nothing of the channel',
  },
  SendMessages: {
    label: 'Send Messages',
    use: 'posts the message that a run’s thread begins with',
    without: 'no run can begin in the channel',
  },
  CreatePublicThreads: {
    label: 'Create Public Threads',
    use: 'opens the thread',
    without: 'no run gets its thread',
  },
  SendMessagesInThreads: {
    label: 'Send Messages in Threads',
    use: 'says there what there is to say',
    without: 'nothing of a run can be said in its thread',
  },
  ReadMessageHistory: {
    label: 'Read Message History',
    use: 'begins threads from messages, looks for what it may have posted already, and reads what was said in a thread before it was asked',
    without: 'Baton can begin no thread from a message, and cannot find a message again whose sending was cut off',
  },
  AttachFiles: {
    label: 'Attach Files',
    use: 'attaches results and the picture of the plan',
    without: 'results and the picture of the plan cannot be attached',
  },
} as const satisfies Record<string, PermissionWords>;

export type PermissionName = keyof typeof PERMISSION_WORDS;
