/** Why a file was not taken, or one of a run could not be attached. Each names the file, and what would work. */
import { size } from './figures.ts';

export const FILE_WORDS = {
  tooMany: (most: number, count: number) => `At most ${most} files at once; these are ${count}.`,
  tooLarge: (name: string, bytes: number | null, most: number) =>
    `${name} ${bytes === null ? 'is too large' : `has ${bytes} bytes`}; it may have ${most}. Shorten it, or send a part of it.`,
  elsewhere: (name: string, platform: string) => `${name} is not kept by ${platform} itself, so I do not fetch it. Upload the file to the message.`,
  /** `name`: null where it was not even said. */
  keptBack: (name: string | null, platform: string) =>
    `${platform} does not give me ${name ?? 'the file'}. Upload it to this channel yourself, or paste what matters; if it stays so, Baton lacks the permission to read files.`,
  notText: (name: string) => `${name} is not UTF-8 text inside.`,
  empty: (name: string) => `${name} is empty.`,
} as const;

export function notTakenLine(name: string, why: 'other-kind' | 'other-inside' | 'not-text'): string {
  switch (why) {
    case 'other-kind':
      return `${name} is of a kind that Baton does not take; it takes text, Markdown, CSV, JSON, code, PDF and pictures (PNG, JPEG, GIF, WebP).`;
    case 'other-inside':
      return `${name} is not a ${name.split('.').at(-1)?.toUpperCase()} file inside.`;
    case 'not-text':
      return FILE_WORDS.notText(name);
    default: {
      const missed: never = why;
      return missed;
    }
  }
}

/** `most`: bytes that the place takes, null where nobody said; 0: files may not be attached there at all. */
export function notAttachedLine(files: readonly { readonly name: string; readonly bytes: number }[], most: number | null): string {
  const named = files.map(({ name, bytes }) => `${name} (${size(bytes)})`).join(', ');
  if (most === 0)
    return `Baton may not attach files here: ${named}. Allow it “Attach Files” for the next ones. The run keeps these: whoever runs Baton finds them in its database.`;
  return `Too large to attach here${most === null ? '' : `, where a file may have ${size(most)}`}: ${named}. The run keeps them: whoever runs Baton finds them in its database.`;
}
