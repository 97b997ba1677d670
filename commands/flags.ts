/** `--name value` or `--name=value` in the words of a command. Phones turn two hyphens into a dash. */
export interface Flags {
  readonly values: ReadonlyMap<string, string>;
  /** What is no flag of these. */
  readonly rest: string;
}

export function readFlags(text: string, names: readonly string[]): Flags {
  const values = new Map<string, string>();
  const flag = new RegExp(`(?:^|\\s)(?:--|—|–)(${names.join('|')})(?:(?:\\s*=\\s*|\\s+)([^\\s—–-]\\S*))?(?=\\s|$)`, 'giu');
  const rest = text.replace(flag, (_, name: string, value: string | undefined) => {
    values.set(name.toLowerCase(), value ?? '');
    return ' ';
  });
  return { values, rest: rest.trim() };
}
