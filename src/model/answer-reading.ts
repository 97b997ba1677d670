/** Reads answers: what stands inside the result tag, or JSON that satisfies a schema. A detail says what to do better. */
import type { z } from 'zod';

export type Read<T> = { readonly kind: 'read'; readonly value: T } | { readonly kind: 'unreadable'; readonly detail: string };

const CLOSING = '</result>';

/** Takes from the first opening tag that begins a line to the last closing tag, so that tags inside an answer stay in it. */
export function readResult(text: string): Read<string> {
  const opening = /^[ \t]*<result>/mu.exec(text) ?? /<result>/u.exec(text);
  if (!opening) return { kind: 'unreadable', detail: 'The answer has no <result> tag. Put the whole result between <result> and </result>.' };
  const start = opening.index + opening[0].length;
  const end = text.lastIndexOf(CLOSING);
  if (end < start) return { kind: 'unreadable', detail: 'The <result> tag is never closed. End the result with </result>.' };
  const inside = text.slice(start, end).trim();
  return inside === ''
    ? { kind: 'unreadable', detail: 'Nothing stands inside the <result> tag. Put the whole result inside it.' }
    : { kind: 'read', value: inside };
}

/** More issues than this do not help the next try. */
const MAX_ISSUES = 8;

export function readFilled<T>(text: string, schema: z.ZodType<T>): Read<T> {
  const json = parsed(text);
  if (json.kind === 'unreadable') return json;
  const checked = schema.safeParse(json.value);
  if (checked.success) return { kind: 'read', value: checked.data };
  const issues = checked.error.issues.slice(0, MAX_ISSUES).map((issue) => `${issue.path.map(String).join('.') || 'the answer'}: ${issue.message}`);
  const more = checked.error.issues.length - issues.length;
  return { kind: 'unreadable', detail: `The answer does not fit its form. ${issues.join('; ')}${more > 0 ? `; and ${more} more` : ''}.` };
}

function parsed(text: string): Read<unknown> {
  if (text.trim() === '') return { kind: 'unreadable', detail: 'The answer is empty.' };
  try {
    return { kind: 'read', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'unreadable', detail: `The answer is not JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}).` };
  }
}
