/** Commands as an app registers them. docs.discord.com/developers/interactions/application-commands */
import type { Loose } from '../loose.ts';
import { anything, type Check, flag, length, list, object, one, type Problem, text } from './schema.ts';

/** For each kind: slash commands, of a user's menu, of a message's menu. */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const MOST_CHARACTERS = 8000;
const CHILDREN = 25;
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const SUBCOMMAND = 1;
const GROUP = 2;

const slashName: Check = (value, path, problems) => {
  if (typeof value !== 'string' || !NAME.test(value) || value !== value.toLowerCase())
    problems.push({ path, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' });
};
const choice = object({ 'name!': text(100, 1), 'value!': anything });

const option: Check = (value, path, problems) => {
  object(
    {
      'type!': one(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
      'name!': slashName,
      'description!': text(100, 1),
      required: flag,
      autocomplete: flag,
      choices: list(choice, CHILDREN),
      options: list(option, CHILDREN),
    },
    (whole, where, found) => {
      options(whole, where, found);
      if (whole.autocomplete && whole.choices?.length > 0)
        found.push({ path: where, code: 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', message: 'autocomplete and choices exclude each other' });
      if ((whole.autocomplete || whole.choices?.length > 0) && ![3, 4, 10].includes(whole.type))
        found.push({ path: where, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message: 'only strings and numbers have choices' });
      if (whole.type !== SUBCOMMAND && whole.type !== GROUP && whole.options?.length > 0)
        found.push({ path: [...where, 'options'], code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message: 'only subcommands and groups have options' });
      for (const [index, one] of (whole.choices ?? []).entries()) if (whole.type === 3) text(100)(one?.value, [...where, 'choices', index, 'value'], found);
    },
  )(value, path, problems);
};

const command: Check = object({ 'name!': text(32, 1), options: list(option, CHILDREN), type: one(1, 2, 3) }, (value, path, problems) => {
  if ((value.type ?? 1) === 1) {
    slashName(value.name, [...path, 'name'], problems);
    text(100, 1)(value.description ?? '', [...path, 'description'], problems);
  } else if (value.description)
    problems.push({
      path: [...path, 'description'],
      code: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
      message: 'Context menu commands cannot have a description',
    });
  else if (value.options?.length > 0)
    problems.push({ path: [...path, 'options'], code: 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS', message: 'Context menu commands cannot have options' });
  options(value, path, problems);
  if (characters(value) > MOST_CHARACTERS)
    problems.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message: `Command exceeds maximum size (${MOST_CHARACTERS})` });
});

export function commandProblems(all: readonly Loose[], path: Problem['path'] = []): Problem[] {
  const problems: Problem[] = [];
  for (const [index, one] of all.entries()) command(one, [...path, index], problems);
  for (const [kind, most] of Object.entries(MOST)) {
    const these = all.filter((one) => (one?.type ?? 1) === Number(kind));
    if (these.length > most) problems.push({ path, code: 'APPLICATION_COMMAND_TOO_MANY', message: `Maximum number of application commands reached (${most})` });
    const names = these.map((one) => one?.name);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) !== index)
        problems.push({ path: [...path, index], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message: 'Application command names must be unique' });
  }
  return problems;
}

export function choiceProblems(choices: Loose): Problem[] {
  const problems: Problem[] = [];
  list(choice, CHILDREN)(choices, ['data', 'choices'], problems);
  for (const [index, one] of (Array.isArray(choices) ? choices : []).entries())
    if (typeof one?.value === 'string') text(100)(one.value, ['data', 'choices', index, 'value'], problems);
  return problems;
}

/** Names once each, what is required first, subcommands and plain options not side by side. */
function options(value: Loose, path: Problem['path'], problems: Problem[]): void {
  const all: Loose[] = Array.isArray(value.options) ? value.options : [];
  const names = all.map((one) => one?.name);
  let optional = false;
  for (const [index, one] of all.entries()) {
    const where = [...path, 'options', index];
    if (names.indexOf(one?.name) !== index)
      problems.push({ path: where, code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', message: 'Option names must be unique' });
    if (one?.required && optional)
      problems.push({
        path: where,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    optional ||= !one?.required;
  }
  const nested = all.filter((one) => one?.type === SUBCOMMAND || one?.type === GROUP).length;
  if (nested > 0 && nested < all.length)
    problems.push({
      path: [...path, 'options'],
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
}

/** Of names, descriptions and choices together, in the longest of their languages. */
function characters(value: Loose): number {
  const longest = (own: Loose, others: Loose) => Math.max(length(String(own ?? '')), ...Object.values(others ?? {}).map((one) => length(String(one))));
  const own = longest(value?.name, value?.name_localizations) + longest(value?.description, value?.description_localizations);
  const chosen = (value?.choices ?? []).reduce(
    (sum: number, one: Loose) => sum + longest(one?.name, one?.name_localizations) + (typeof one?.value === 'string' ? length(one.value) : 0),
    0,
  );
  return own + chosen + (value?.options ?? []).reduce((sum: number, one: Loose) => sum + characters(one), 0);
}
