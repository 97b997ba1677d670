/** `/baton <word> ...`: looks after runs and settings. */
import { aggregate } from './aggregate.ts';
import { cancel } from './cancel.ts';
import { cleanup } from './cleanup.ts';
import { closestName } from './closest-name.ts';
import { asksForHelp, type Command, type CommandForm, misread } from './command.ts';
import { compositions } from './compositions.ts';
import { costs } from './costs.ts';
import { create } from './create.ts';
import { readHelp } from './help.ts';
import { library } from './library.ts';
import { list } from './list.ts';
import { pause } from './pause.ts';
import { personas } from './personas.ts';
import { preview } from './preview.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { skills } from './skills.ts';
import { status } from './status.ts';
import { templates } from './templates.ts';
import { update } from './update.ts';

const WORDS: readonly CommandForm[] = [
  status,
  list,
  show,
  pause,
  resume,
  cancel,
  retry,
  create,
  update,
  aggregate,
  costs,
  personas,
  skills,
  templates,
  compositions,
  preview,
  library,
  settings,
  cleanup,
];

export const baton: CommandForm = {
  name: 'baton',
  read(rest) {
    return readBatonWord(rest) ?? misread('baton', { kind: 'unknown-command', typed: firstWord(rest), closest: closest(firstWord(rest)) });
  },
};

/** Null when the first word is none of these. */
export function readBatonWord(rest: string): Command | null {
  const word = firstWord(rest);
  const after = rest.trim().slice(word.length);
  if (word === '' || asksForHelp(word)) return readHelp(after);
  const form = WORDS.find((one) => one.name === word.toLowerCase());
  if (!form) return null;
  return asksForHelp(after) ? { kind: 'help', topic: form.name } : form.read(after);
}

export const BATON_WORDS: readonly string[] = [...WORDS.map(({ name }) => name), 'help'];

function firstWord(rest: string): string {
  return /^\S*/u.exec(rest.trim())?.[0] ?? '';
}

function closest(word: string): string | null {
  const name = closestName(word, BATON_WORDS);
  return name === null ? null : `/baton ${name}`;
}
