/** Reads a Dockerfile into its instructions: enough of the format for ours, and an error for anything more. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

const KNOWN = new Set(['FROM', 'USER', 'RUN', 'WORKDIR', 'COPY', 'ENV', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD']);

export function readDockerfile(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [name = '', ...words] = line.split(' ');
    if (!KNOWN.has(name)) throw new Error(`This reader does not know the instruction ${name}.`);
    return { name, rest: words.join(' ') };
  });
}

/** `CMD ["a", "b"]`, also behind the options of HEALTHCHECK. */
export function execForm(rest: string): string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf('[')));
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) throw new Error(`Not in exec form: ${rest}`);
  return words;
}
