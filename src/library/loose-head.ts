/** Front matter that others wrote: what we know is taken in any shape that makes sense, the rest is nobody's business. */
import { z } from 'zod';
import { libraryName } from './names.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const oneLine = z.union([text, z.array(text).transform((parts) => parts.join(', '))]).transform((value) => value.replace(/\s+/gu, ' ').trim());
/** `[review, aws]` or `review, aws`. */
const words = z
  .union([z.array(text), text.transform((value) => value.split(/[,;]/u))])
  .transform((list) => list.map(libraryName).filter((word) => word !== ''));

const orNothing = <Inner extends z.ZodType>(inner: Inner) => inner.nullish().catch(null);
const labels = { capabilities: orNothing(words), tags: orNothing(words), keywords: orNothing(words) };

export const looseHeadSchema = z.looseObject(
  {
    name: orNothing(oneLine),
    description: orNothing(oneLine),
    domain: orNothing(oneLine),
    category: orNothing(oneLine),
    ...labels,
    metadata: orNothing(z.looseObject({ domain: orNothing(oneLine), category: orNothing(oneLine), ...labels })),
  },
  { error: 'must be lines of the form name: value' },
);

export type LooseHead = z.infer<typeof looseHeadSchema>;

/** More labels than this label nothing. */
const MAX_CAPABILITIES = 30;

export function capabilitiesOf(head: LooseHead): readonly string[] {
  const found = [head, head.metadata ?? {}].flatMap((from) => [from.capabilities, from.tags, from.keywords].flatMap((one) => (Array.isArray(one) ? one : [])));
  return [...new Set(found)].slice(0, MAX_CAPABILITIES);
}

/** The first paragraph of a Markdown text, else its first heading, in one line. */
export function openingLine(body: string): string {
  const paragraphs = body.split(/\n\s*\n/u).map((part) => part.trim());
  const plain = paragraphs.find((part) => !/^(?:[#<`|~\-*_=!>]|\d+[.)])/u.test(part)) ?? paragraphs[0] ?? '';
  return plain
    .replace(/^#+\s*/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
