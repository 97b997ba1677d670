/** Why a file on a chat message was not taken. Each names the file, and what would work. */
export const FILE_WORDS = {
  tooMany: (most: number, count: number) => `At most ${most} files at once; these are ${count}.`,
  tooLarge: (name: string, bytes: number | null, most: number) =>
    `${name} ${bytes === null ? 'is too large' : `has ${bytes} bytes`}; it may have ${most}. Shorten it, or send a part of it.`,
  elsewhere: (name: string) => `${name} is not kept by Slack itself, so I do not fetch it. Upload the file to the message.`,
  keptBack: (name: string) =>
    `Slack does not give me ${name}. Upload it to this channel yourself, or paste what matters; if it stays so, Baton lacks the permission to read files.`,
  empty: (name: string) => `${name} is empty.`,
} as const;
