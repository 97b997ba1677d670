/** Names of files as Discord keeps them: components find an attachment by its name, and Discord changes what is not plain in one. */

/** One for each, no two alike. */
export function attachmentNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, ending] = parts(name);
    for (let count = 1; ; count += 1) {
      const tried = `${stem}${count === 1 ? '' : `-${count}`}${ending}`;
      if (!taken.has(tried.toLowerCase())) {
        taken.add(tried.toLowerCase());
        return tried;
      }
    }
  });
}

const LONGEST_STEM = 80;
/** Discord covers up what is called so. */
const HIDING = /^(?:SPOILER_)+/iu;

function parts(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? safe(name.slice(dot + 1)).slice(0, 12) : '';
  const stem = safe(dot > 0 ? name.slice(0, dot) : name)
    .replace(HIDING, '')
    .slice(0, LONGEST_STEM);
  return [/[A-Za-z0-9]/u.test(stem) ? stem : 'file', ending === '' ? '' : `.${ending}`];
}

function safe(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/gu, '_')
    .replace(/^_+|(?<!_)_+$/gu, '');
}
