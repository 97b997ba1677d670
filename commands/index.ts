/** Typed text becomes a command: `/word rest`, a mention, `word: rest`, or a plain message, which is a request in mode auto. */
import { BATON_WORDS, baton, readBatonWord } from './baton.ts';
import { closestName } from './closest-name.ts';
import { type Command, type CommandForm, misread } from './command.ts';
import { orchestrate } from './orchestrate.ts';
import { parallel } from './parallel.ts';
import { planOnly } from './plan-only.ts';
import { readTask, TASK_LIMIT } from './task.ts';

export { checkOptions } from './checked-options.ts';
export type { Command } from './command.ts';
export { type LoadLine, readLoadLines } from './load-lines.ts';
export type { RunNamed } from './run-named.ts';
export { settingsCommands, settingText } from './setting-text.ts';
export { readSetting } from './setting-value.ts';
export type { SettingsAction } from './settings.ts';
export { readSettingsFile, writeSettingsFile } from './settings-file.ts';

/** A task with its options, twice over: nothing looks through a longer text. */
export const COMMAND_LIMIT = 2 * TASK_LIMIT;

/** Never throws: what cannot be read is `misread`, with the reason. */
export function readCommand(text: string): Command {
  if (text.length > COMMAND_LIMIT) return misread('baton', { kind: 'too-long', characters: text.length, limit: TASK_LIMIT });
  const typed = text.trim();
  if (typed === '' || typed === '/') return { kind: 'help', topic: 'baton' };
  // A path such as /var/log is not a command: the word must end at a space.
  const slash = /^\/([\p{L}\p{N}_-]+):?(?:\s+|$)/u.exec(typed);
  return slash ? slashed(slash[1] ?? '', typed.slice(slash[0].length)) : message(typed);
}

const FORMS: readonly CommandForm[] = [orchestrate, parallel, planOnly, baton];

function slashed(word: string, rest: string): Command {
  const form = FORMS.find(({ name }) => name === word.toLowerCase());
  return form ? form.read(rest) : misread('baton', { kind: 'unknown-command', typed: `/${word}`, closest: closestCommand(word) });
}

/** Baton's own words count as typed too: `/status` is `/baton status`. */
function closestCommand(word: string): string | null {
  const own = closestName(
    word,
    FORMS.map(({ name }) => name),
  );
  if (own !== null) return `/${own}`;
  const inBaton = closestName(word, BATON_WORDS);
  return inBaton === null ? null : `/baton ${inBaton}`;
}

function message(typed: string): Command {
  const mention = /^@baton(?![\p{L}\p{N}_-])[\s,:]*/iu.exec(typed);
  const said = mention ? typed.slice(mention[0].length) : typed;
  if (mention && said.trim() === '') return { kind: 'help', topic: 'baton' };
  if (mention && said.startsWith('/')) return readCommand(said);
  // `parallel:4` is an option, `parallel: ...` the command.
  const prefix = /^parallel:\d(?:\s|$)/iu.test(said) ? null : /^(orchestrate|parallel|plan[- ]only)\s*:\s*/iu.exec(said);
  const form = prefix && FORMS.find(({ name }) => name === prefix[1]?.toLowerCase().replace(' ', '-'));
  if (prefix && form) return form.read(said.slice(prefix[0].length));
  return (mention ? batonWord(said) : null) ?? readTask('baton', 'auto', said);
}

/** `@Baton status` is a command only when it reads cleanly; `@Baton status reports for June` and `@Baton skills we lack` are tasks. */
function batonWord(said: string): Command | null {
  const read = readBatonWord(said);
  // "Create note: buy milk" asks for a note; a list of work that others do says that it is one.
  const isTask = read?.kind === 'misread' || (read?.kind === 'shelf' && read.words !== '') || (read?.kind === 'create' && !/\s(?:--|—|–)/u.test(said));
  return isTask ? null : read;
}
