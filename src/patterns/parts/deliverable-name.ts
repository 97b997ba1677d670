/** File names of results: short, kebab-case, `.md`, safe on every file system, one per workstream. */

const MAX_STEM = 60;

/** Windows keeps these names for devices, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/u;

/** One name per wish, in order. `title` stands in when nothing of the wish can be kept. */
export function deliverableNames(wishes: readonly { readonly wish: string; readonly title: string }[]): readonly string[] {
  const taken = new Set<string>();
  return wishes.map(({ wish, title }, index) => {
    const stem = stemOf(withoutFolder(wish)) ?? stemOf(title) ?? `result-${index + 1}`;
    const name = firstFree(stem, taken);
    taken.add(name);
    return `${name}.md`;
  });
}

function withoutFolder(wish: string): string {
  const file = wish.split(/[/\\]/u).at(-1) ?? '';
  return file.replace(/\.[a-z0-9]{1,8}$/iu, '');
}

function stemOf(text: string): string | null {
  const kebab = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, MAX_STEM)
    .replace(/^-|-$/gu, '');
  if (kebab === '') return null;
  return RESERVED.test(kebab) ? `result-${kebab}` : kebab;
}

function firstFree(stem: string, taken: ReadonlySet<string>): string {
  let name = stem;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}`;
  return name;
}
