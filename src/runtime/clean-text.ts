/** Text at the edge: what PostgreSQL cannot store is taken out, and what is too long is refused with what would be right. */
import { MAX_NOTE_BYTES } from '../engine/note-limit.ts';
import { UserError } from '../errors.ts';

/** A result by hand: about the length of the longest answer that a model may give. */
const MAX_RESULT_CHARACTERS = 100_000;

/** Without NUL and lone surrogates. Line breaks and everything else stay. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

export function resultText(text: string): string {
  const clean = storableText(text);
  if (clean.length <= MAX_RESULT_CHARACTERS) return clean;
  throw new UserError(
    'text.too-long',
    `This result has ${clean.length} characters; a result by hand may have ${MAX_RESULT_CHARACTERS}. Shorten it to what the rest of the run needs.`,
  );
}

export function noteText(text: string): string {
  const clean = storableText(text);
  const bytes = Buffer.byteLength(clean);
  if (bytes <= MAX_NOTE_BYTES) return clean;
  throw new UserError(
    'text.too-long',
    `This note has ${bytes} bytes; a note may have ${MAX_NOTE_BYTES}. Shorten it, or start a new request with the long part as a file.`,
  );
}
