/** The environment as the README's table and as .env.example, both made from the table of options. */
import { OPTION_GROUPS } from '../src/config/option.ts';
import { OPTIONS } from '../src/config/options.ts';

const WIDTH = 120;

export function environmentTable(): string {
  const rows = described().map(({ name, fallback, about }) => `| \`${name}\` | ${fallback === null ? '' : `\`${fallback}\``} | ${about} |`);
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

export function environmentExample(): string {
  const groups = OPTION_GROUPS.map((group) => {
    const inGroup = described().filter((option) => option.group === group);
    const lines = inGroup.flatMap(({ name, about, expects, fallback, example }) => [
      ...comment(about.replaceAll('`', '')),
      ...comment(`It must be ${expects.replaceAll('`', '')}.`),
      `# ${name}=${fallback ?? example}`,
      '',
    ]);
    return [`# ---- ${group} ----`, '', ...lines].join('\n');
  });
  return [
    '# Copy this file to .env: `npm start` and compose.yaml read it. Every variable is optional; an empty one counts as unset.',
    '# Put values with a $ in single quotes.',
    '',
    ...groups,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function described() {
  return Object.entries(OPTIONS).map(([name, option]) => ({ name, ...option }));
}

function comment(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length + 3 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `# ${line}`);
}
