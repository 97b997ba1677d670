/**
 * A request as it comes through the desk's door. Words lose what PostgreSQL cannot store; an id that has such characters is
 * refused, because an id without some of its characters is the id of somebody else.
 */
import { UserError } from '../errors.ts';
import type { Acting } from '../ports/desk.ts';
import { storableText } from './clean-text.ts';

/** What people wrote; every other field of a request names something. */
const WORDS: ReadonlySet<string> = new Set(['text', 'change', 'edits']);

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
  if (typeof value === 'string' && storableText(value) !== value) {
    throw new UserError('id.not-storable', 'This names a person, a place or a file with characters that no name can have. Send it again without them.');
  }
  return value;
}
