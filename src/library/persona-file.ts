/** A persona file: front matter with a description, and a body that says who thinks and how. */
import { splitFrontMatter } from './front-matter.ts';
import { capabilitiesOf, looseHeadSchema } from './loose-head.ts';
import { libraryName } from './names.ts';
import { broken, brokenFrontMatter, type Fault, type ParsedFile, wrongField, wrongFields } from './parsed-file.ts';

/** About 1,500 tokens, which every call sets aside. A persona rides in every prompt of its workstreams: longer ones crowd out the task. */
const MAX_BODY_CHARACTERS = 6_000;

/** `fileName` without `.md` is the name where the front matter gives none. */
export function readPersona(text: string, path: string, fileName: string): ParsedFile {
  const split = splitFrontMatter(text, { lenient: true });
  if (split.kind !== 'split') return brokenFrontMatter(split);
  const head = looseHeadSchema.safeParse(split.head);
  if (!head.success) return broken(...wrongFields(head.error.issues, split.lineOf));
  const { length } = split.body;
  const name = libraryName(head.data.name ?? '') || libraryName(fileName);
  const faults: readonly Fault[] = [
    ...(name === '' ? [wrongField(['name'], 'is missing or too long', split.lineOf)] : []),
    // Plans choose by it.
    ...(head.data.description ? [] : [wrongField(['description'], 'is missing', split.lineOf)]),
    ...(length === 0 ? [{ line: null, fault: { kind: 'empty-body' } } as const] : []),
    ...(length > MAX_BODY_CHARACTERS ? [{ line: split.bodyLine, fault: { kind: 'long-body', characters: length, limit: MAX_BODY_CHARACTERS } } as const] : []),
  ];
  if (faults.length > 0) return broken(...faults);
  const entry = { name, description: head.data.description ?? '', path, capabilities: capabilitiesOf(head.data), text: split.body };
  return { kind: 'read', found: { what: 'persona', entry }, nameLine: split.lineOf(['name']) };
}
