/** A persona file: front matter with name and description, and a body that says who thinks and how. */
import { z } from 'zod';
import type { Persona } from '../ports/library.ts';
import { splitFrontMatter } from './front-matter.ts';

export type PersonaRead = { readonly kind: 'persona'; readonly persona: Persona } | { readonly kind: 'broken'; readonly problems: readonly string[] };

/** A persona rides in every prompt of its workstreams: longer ones crowd out the task. */
const MAX_BODY_CHARACTERS = 6_000;

const headSchema = z.strictObject({
  name: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be kebab-case, such as startup-cto'),
  description: z.string().trim().min(1).max(300),
});

/** `fileName` without `.md`: the name inside must be the same, so that people find the file of what they see. */
export function readPersona(text: string, fileName: string): PersonaRead {
  const split = splitFrontMatter(text);
  if (split.kind === 'broken') return { kind: 'broken', problems: [split.problem] };
  const head = headSchema.safeParse(split.head);
  const problems = [
    ...(head.success ? [] : head.error.issues.map((issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`)),
    ...(head.success && head.data.name !== fileName ? [`name: "${head.data.name}" is not the file's name "${fileName}"`] : []),
    ...(split.body === '' ? ['The body is empty.'] : []),
    ...(split.body.length > MAX_BODY_CHARACTERS ? [`The body has ${split.body.length} characters; at most ${MAX_BODY_CHARACTERS} are allowed.`] : []),
  ];
  if (!head.success || problems.length > 0) return { kind: 'broken', problems };
  return { kind: 'persona', persona: { ...head.data, text: split.body } };
}
