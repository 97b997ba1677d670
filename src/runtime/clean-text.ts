/** Text at the edge: what PostgreSQL cannot store is taken out, and what is too long is refused with what would be right. */
import { UserError } from '../errors.ts';

/** A request. Much longer text belongs in a file. */
export const MAX_REQUEST_CHARACTERS = 100_000;
/** An answer, a note, a word to the thread: it stands in an event, and events stay under 8 KB. */
const MAX_NOTE_BYTES = 8_000;

/** Without NUL and lone surrogates. Line breaks and everything else stay. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

export function requestText(text: string): string {
  const clean = storableText(text);
  if (clean.length <= MAX_REQUEST_CHARACTERS) return clean;
  throw new UserError('text.too-long', `This text has ${clean.length} characters; a message may have ${MAX_REQUEST_CHARACTERS}. Attach the long part as a file instead.`);
}

export function noteText(text: string): string {
  const clean = storableText(text);
  const bytes = Buffer.byteLength(clean);
  if (bytes <= MAX_NOTE_BYTES) return clean;
  throw new UserError('text.too-long', `This note has ${bytes} bytes; a note may have ${MAX_NOTE_BYTES}. Shorten it, or start a new request with the long part as a file.`);
}
