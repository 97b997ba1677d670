/** The text of a file as all parsers here want it: bounded, without byte order mark, lines ending in LF. */
import { readFile } from 'node:fs/promises';
import type { LibraryFault } from '../ports/library.ts';
import { detailOf } from './walk-folder.ts';

export type ReadText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'fault'; readonly fault: LibraryFault };

/** About 60,000 tokens: more than any prompt should carry, and ten times the largest skills that we know. */
const MAX_FILE_BYTES = 256 * 1024;

/** `bytes` as listed: a huge file is not even opened. */
export async function readText(absolute: string, bytes: number): Promise<ReadText> {
  if (bytes > MAX_FILE_BYTES) return { kind: 'fault', fault: { kind: 'too-large', bytes, limit: MAX_FILE_BYTES } };
  try {
    const text = decoded(await readFile(absolute));
    if (text === null || text.includes('\0')) return { kind: 'fault', fault: { kind: 'not-text' } };
    return { kind: 'text', text: text.replace(/\r\n?/gu, '\n') };
  } catch (error) {
    return { kind: 'fault', fault: { kind: 'unreadable', detail: detailOf(error) } };
  }
}

/** UTF-8, or UTF-16 as Windows editors write it. */
function decoded(content: Buffer): string | null {
  const encoding = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
