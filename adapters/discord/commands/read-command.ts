/** A command's fields as the words that the desk reads, and as options of the request. Nothing that somebody writes into a field becomes another field. */
import { OPTION_KEYS, type TypedOptions } from '../../../src/engine/request-options.ts';
import { PART_FIELDS, SUBTASK_FIELDS } from './table.ts';

export type Fields = Readonly<Record<string, string | number | boolean>>;

export interface ReadFields {
  /** As it would be typed; also what the message says with which its thread begins. */
  readonly text: string;
  readonly options: TypedOptions;
}

/** `name` with its subcommands. Null: not one of ours, or one of another release. */
export function readFields(name: string, fields: Fields): ReadFields | null {
  const [command = '', ...words] = name.split(' ');
  switch (command) {
    case 'orchestrate':
    case 'plan-only':
      return { text: `/${command} ${of(fields, 'task')}`, options: optionsIn(fields) };
    case 'parallel':
      return {
        text: `/parallel ${PART_FIELDS.map((part) => of(fields, part))
          .filter(isWritten)
          .map(quoted)
          .join(' ')}`,
        options: optionsIn(fields),
      };
    case 'baton': {
      const text = batonText(words.join(' '), fields);
      return text === null ? null : { text: `/baton ${text}`.trim(), options: {} };
    }
    default:
      return null;
  }
}

function of(fields: Fields, name: string): string {
  return String(fields[name] ?? '').trim();
}

function isWritten(text: string): boolean {
  return text !== '';
}

/** Every quote inside is the text's own. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["“”„«»'‘’\\]/gu, '\\$&')}"`;
}

function optionsIn(fields: Fields): TypedOptions {
  const given = OPTION_KEYS.flatMap((key): [string, string][] => {
    const value = fields[key];
    if (value === undefined || value === '') return [];
    return [[key, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]];
  });
  return Object.fromEntries(given);
}

function batonText(words: string, fields: Fields): string | null {
  const run = of(fields, 'run');
  const here = fields.here === true ? ' --channel' : '';
  switch (words) {
    case 'list':
      return fields.active === true ? 'list --active' : 'list';
    case 'status':
    case 'show':
    case 'pause':
    case 'resume':
    case 'cancel':
      return `${words} ${run}`;
    case 'aggregate':
      return run === '' ? 'aggregate' : `aggregate --id ${run}`;
    case 'retry':
      return `retry ${run} ${of(fields, 'workstream')} ${of(fields, 'change')}`;
    case 'create':
      return createText(fields);
    case 'update':
      return updateText(run, fields);
    case 'costs':
      return `costs${flag('by', of(fields, 'by'))}${flag('days', of(fields, 'days'))}`;
    case 'personas':
    case 'skills':
    case 'templates':
    case 'compositions':
      return `${words} ${of(fields, 'words')}`;
    case 'preview':
      return `preview ${of(fields, 'template')} ${of(fields, 'inputs')}`;
    case 'library check':
      return 'library check';
    case 'settings show':
      return 'settings';
    case 'settings set':
      // The value comes last: nothing in it is anything else.
      return `settings set${here} ${of(fields, 'name')} ${of(fields, 'value')}`;
    case 'settings reset':
      return `settings reset${here} ${of(fields, 'name')}`;
    case 'settings export':
      return 'settings export';
    case 'settings import':
      return `settings import${here}`;
    case 'cleanup':
      return `cleanup --days ${of(fields, 'days')}`;
    case 'help':
      return `help ${of(fields, 'topic') === 'baton' ? '' : of(fields, 'topic')}`;
    default:
      return null;
  }
}

function flag(name: string, value: string): string {
  return value === '' ? '' : ` --${name} ${value}`;
}

function createText(fields: Fields): string {
  const lines = SUBTASK_FIELDS.flatMap((name) => (of(fields, name) === '' ? [] : [`${name}: ${inOneLine(of(fields, name))}`]));
  const title = inOneLine(of(fields, 'title')).replaceAll(/--|—|–/gu, '-');
  const head = `create${flag('type', of(fields, 'type'))}${title === '' ? '' : ` --title ${inQuotes(title)}`}`;
  const json = of(fields, 'subtasks');
  return json === '' ? [head, ...lines].join('\n') : `${head} --subtasks ${json}`;
}

function updateText(run: string, fields: Fields): string {
  const flags = [
    run === '' ? '' : ` --id ${run}`,
    ` --task-id ${inQuotes(inOneLine(of(fields, 'subtask')))}`,
    flag('status', of(fields, 'status')),
    of(fields, 'session') === '' ? '' : ` --session-key ${inQuotes(inOneLine(of(fields, 'session')))}`,
    fields.again === true ? ' --again' : '',
    of(fields, 'result') === '' ? '' : ` --result ${inQuotes(of(fields, 'result'))}`,
  ];
  return `update${flags.join('')}`;
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

/** A text whose quotes are all taken keeps its words, with other marks for its double quotes. */
function inQuotes(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  return text.includes("'") ? `"${text.replaceAll('"', '”')}"` : `'${text}'`;
}
