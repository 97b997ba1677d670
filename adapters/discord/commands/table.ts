/** Every command that Discord offers people, as it is registered: in servers only, for everybody; Baton itself says who may do what. */
import {
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { COMMAND_WORDS, MENU_WORDS, SHELF_WORDS } from '../../../src/cards/command-words.ts';
import { HELP_TOPICS, SHELVES } from '../../../src/cards/misreading.ts';
import { MODEL_NAMES } from '../../../src/engine/model-table.ts';
import { MAX_LOOP_ROUNDS, MAX_WORKSTREAMS } from '../../../src/engine/plan.ts';
import { REPORT_STATUSES } from '../../../src/engine/report.ts';
import { TRACKED_TYPES } from '../../../src/patterns/index.ts';
import { COST_GROUPINGS } from '../../../src/ports/costs.ts';
import { amount, file, group, run, subcommand, text, whole, yes } from './fields.ts';

/** Fields with files: more than one, because a field takes one. */
const FILE_FIELDS = ['file', 'file2', 'file3', 'file4', 'file5'] as const;
export const PART_FIELDS: readonly string[] = Array.from({ length: MAX_WORKSTREAMS }, (_, index) => `task${index + 1}`);
export const SUBTASK_FIELDS: readonly string[] = Array.from({ length: MAX_WORKSTREAMS }, (_, index) => `t${index + 1}`);

const IN_SERVERS = { contexts: [InteractionContextType.Guild], integration_types: [ApplicationIntegrationType.GuildInstall] };
const MOST_DAYS = 3_650;
const files = FILE_FIELDS.map((name) => file(name, 'file'));

const crew = [
  text('persona', 'persona', { suggests: true }),
  text('skills', 'skills', { suggests: true }),
  text('template', 'template', { suggests: true }),
  text('model', 'model', { of: MODEL_NAMES }),
  amount('budget', 'budget', { least: 0.01, most: 10_000 }),
  yes('confirm', 'confirm'),
  whole('parallel', 'parallel', { least: 1, most: 6 }),
];

const forTask = [
  text('task', 'task', { needed: true }),
  text('pattern', 'pattern', { suggests: true }),
  ...crew,
  whole('rounds', 'rounds', { least: 1, most: MAX_LOOP_ROUNDS }),
  ...files,
];

const forParts = [...PART_FIELDS.map((name, index) => text(name, 'part', { needed: index < 2 })), ...crew, ...files];

const baton: readonly APIApplicationCommandOption[] = [
  subcommand('status', COMMAND_WORDS.status, [run()]),
  subcommand('list', COMMAND_WORDS.list, [yes('active', 'active')]),
  subcommand('show', COMMAND_WORDS.show, [run({ needed: true })]),
  subcommand('pause', COMMAND_WORDS.pause, [run()]),
  subcommand('resume', COMMAND_WORDS.resume, [run()]),
  subcommand('cancel', COMMAND_WORDS.cancel, [run()]),
  subcommand('retry', COMMAND_WORDS.retry, [
    run({ needed: true }),
    whole('workstream', 'workstream', { needed: true, least: 1, most: 99 }),
    text('change', 'change'),
  ]),
  subcommand('create', COMMAND_WORDS.create, [
    text('type', 'type', { of: TRACKED_TYPES }),
    text('title', 'title', { most: 300 }),
    text('subtasks', 'subtasks'),
    ...SUBTASK_FIELDS.map((name) => text(name, 'subtask', { most: 200 })),
  ]),
  subcommand('update', COMMAND_WORDS.update, [
    text('subtask', 'subtaskId', { needed: true, most: 80 }),
    text('status', 'status', { needed: true, of: REPORT_STATUSES }),
    text('result', 'result'),
    run(),
    text('session', 'session', { most: 100 }),
    yes('again', 'again'),
  ]),
  subcommand('aggregate', COMMAND_WORDS.aggregate, [run()]),
  subcommand('costs', COMMAND_WORDS.costs, [text('by', 'by', { of: COST_GROUPINGS }), whole('days', 'days', { least: 1, most: MOST_DAYS })]),
  ...SHELVES.map((shelf) => subcommand(shelf, SHELF_WORDS[shelf], [text('words', 'search', { suggests: true })])),
  subcommand('preview', COMMAND_WORDS.preview, [text('template', 'templateName', { needed: true, suggests: true }), text('inputs', 'inputs')]),
  group('library', COMMAND_WORDS.library, [subcommand('check', COMMAND_WORDS['library check'])]),
  group('settings', COMMAND_WORDS.settings, [
    subcommand('edit', COMMAND_WORDS['settings edit'], [yes('everywhere', 'everywhere')]),
    subcommand('show', COMMAND_WORDS['settings show']),
    subcommand('set', COMMAND_WORDS['settings set'], [
      text('name', 'setting', { needed: true, suggests: true }),
      text('value', 'value', { needed: true }),
      yes('here', 'here'),
    ]),
    subcommand('reset', COMMAND_WORDS['settings reset'], [text('name', 'setting', { needed: true, suggests: true }), yes('here', 'here')]),
    subcommand('export', COMMAND_WORDS['settings export']),
    subcommand('import', COMMAND_WORDS['settings import'], [file('file', 'settingsFile', { needed: true }), yes('here', 'here')]),
  ]),
  subcommand('cleanup', COMMAND_WORDS.cleanup, [whole('days', 'olderThan', { needed: true, least: 1, most: MOST_DAYS })]),
  subcommand('help', COMMAND_WORDS.help, [text('topic', 'topic', { of: HELP_TOPICS })]),
];

export const COMMANDS: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  slash('orchestrate', COMMAND_WORDS.orchestrate, forTask),
  slash('parallel', COMMAND_WORDS.parallel, forParts),
  slash('plan-only', COMMAND_WORDS['plan-only'], forTask),
  slash('baton', COMMAND_WORDS.baton, baton),
  menu(MENU_WORDS.orchestrate),
  menu(MENU_WORDS.panel),
];

function slash(name: string, description: string, options: readonly APIApplicationCommandOption[]): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.ChatInput, name, description, options: [...options], ...IN_SERVERS };
}

function menu(name: string): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.Message, name, ...IN_SERVERS };
}
