/** Each generated document, made from its text as it stands: generated parts are replaced, the rest stays. */
import { commandTable } from './command-table.ts';
import { discordParts } from './discord/discord-parts.ts';
import { environmentExample, environmentTable } from './environment-docs.ts';
import { slackParts } from './slack/slack-parts.ts';

const slack = await slackParts();
const discord = await discordParts();

export const documents: ReadonlyMap<string, (current: string) => string> = new Map([
  ['.env.example', environmentExample],
  ['README.md', (current: string) => between(between(current, 'environment', environmentTable()), 'commands', commandTable())],
  ['docs/slack.md', (current: string) => withParts(current, slack)],
  ['docs/discord.md', (current: string) => withParts(current, discord)],
]);

function withParts(current: string, parts: ReadonlyMap<string, string>): string {
  return [...parts].reduce((text, [name, part]) => between(text, name, part), current);
}

/** Replaces what stands between `<!-- begin: name -->` and `<!-- end: name -->`. */
function between(text: string, name: string, part: string): string {
  const begin = `<!-- begin: ${name} (npm run docs) -->`;
  const end = `<!-- end: ${name} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The marks ${begin} and ${end} are missing.`);
  return `${before}${begin}\n\n${part}\n\n${end}${after}`;
}
