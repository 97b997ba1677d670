/** A `SKILL.md`, ours or from a public collection: those are taken as they are, whatever their front matter says. */
import { splitFrontMatter } from './front-matter.ts';
import { capabilitiesOf, type LooseHead, looseHeadSchema, openingLine } from './loose-head.ts';
import { libraryName } from './names.ts';
import { broken, brokenFrontMatter, type ParsedFile, wrongField, wrongFields } from './parsed-file.ts';

/** `path` below the library's folder, with `/`; `folders` are the names of that folder itself and of those on the way, outermost first. */
export function readSkill(text: string, path: string, folders: readonly string[]): ParsedFile {
  const split = splitFrontMatter(text, { lenient: true });
  if (split.kind === 'broken') return brokenFrontMatter(split);
  const lineOf = split.kind === 'split' ? split.lineOf : () => 1;
  const head = looseHeadSchema.safeParse(split.kind === 'split' ? split.head : {});
  if (!head.success) return broken(...wrongFields(head.error.issues, lineOf));
  if (split.body === '') return broken({ line: null, fault: { kind: 'empty-body' } });
  const name = libraryName(head.data.name ?? '') || libraryName(folders.at(-1) ?? '');
  if (name === '') return broken(wrongField(['name'], 'is missing or too long, and the folder has no name to take instead', lineOf));
  const entry = {
    ...{ name, domain: domainOf(head.data, folders), path },
    description: head.data.description || openingLine(split.body),
    capabilities: capabilitiesOf(head.data),
    text: split.body,
  };
  return { kind: 'read', found: { what: 'skill', entry }, nameLine: lineOf(['name']) };
}

/** Folders that say what is in them, not what it is about. */
const NO_DOMAINS = new Set(['skills', 'skill', 'library', 'plugins', 'src']);
const NO_DOMAIN = 'general';

/** What the front matter says, else the nearest folder above the skill's own that says something. */
function domainOf(head: LooseHead, folders: readonly string[]): string {
  const said = [head.domain, head.category, head.metadata?.domain, head.metadata?.category].map((one) => libraryName(one ?? '')).find((one) => one !== '');
  if (said) return said;
  const [, ...above] = folders.slice(0, -1);
  const near = above.reverse().find((folder) => !folder.startsWith('.') && !NO_DOMAINS.has(folder.toLowerCase()) && libraryName(folder) !== '');
  return near === undefined ? NO_DOMAIN : libraryName(near);
}
