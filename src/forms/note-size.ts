/** Fields count characters; what is said stands in an event, which counts bytes. */
import { tooLongWritten } from '../cards/form-words.ts';
import { MAX_NOTE_BYTES } from '../engine/note-limit.ts';
import type { Filled } from './filled.ts';
import type { FieldErrors } from './submission.ts';

/** Of those fields whose text would be refused for its size. A list of items is looked at item by item. */
export function tooLarge(filled: Filled, fields: readonly string[]): FieldErrors {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const text = filled.text(name) ?? '';
      const parts = LISTS.has(name) ? text.split(/\r?\n/u) : [text];
      const bytes = Math.max(...parts.map((part) => Buffer.byteLength(part)));
      return bytes > MAX_NOTE_BYTES ? [[filled.field(name), tooLongWritten(bytes, MAX_NOTE_BYTES)]] : [];
    }),
  );
}

const LISTS: ReadonlySet<string> = new Set(['decisions', 'openItems']);
