/**
 * A request as it comes through the desk's door. Words lose what PostgreSQL cannot store; an id that has such characters, or
 * is too long for an index, is refused, because an id without some of its characters is the id of somebody else.
 */
import { UserError } from '../errors.ts';
import type { Acting } from '../ports/desk.ts';
import { storableText } from './clean-text.ts';

/** What people wrote; every other field of a request names something. */
const WORDS: ReadonlySet<string> = new Set(['text', 'change', 'edits']);

/** A platform's ids have under 100 bytes. Three of them must fit into a row of an index, which takes 2,704. */
const MAX_ID_BYTES = 500;

export function storableRequest<R extends Acting>(request: R): R;
export function storableRequest(request: Acting): object {
  return Object.fromEntries(Object.entries(request).map(([name, value]) => [name, WORDS.has(name) ? cleaned(value) : kept(value)]));
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleaned(inner)]));
}

function kept(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(kept);
  if (typeof value === 'string' && (storableText(value) !== value || Buffer.byteLength(value) > MAX_ID_BYTES)) {
    const limits = `it may have ${MAX_ID_BYTES} bytes, and neither NUL nor half a character`;
    throw new UserError('id.not-storable', `This names a person, a place or a file by what can be no name: ${limits}. Send it again with the right name.`);
  }
  return value;
}
