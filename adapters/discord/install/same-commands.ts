/** Whether commands are registered as they should be. Discord adds ids and fills in what was left out, so the two are compared in one form. */
import { isDeepStrictEqual } from 'node:util';

export function sameCommands(registered: readonly object[], wanted: readonly object[]): boolean {
  return isDeepStrictEqual(inOneForm(registered), inOneForm(wanted));
}

/** As commands of one guild: where a command may be used is asked of those for all guilds only. */
export function ofOneGuild(command: object): object {
  return Object.fromEntries(Object.entries(command).filter(([key]) => key !== 'contexts' && key !== 'integration_types'));
}

function inOneForm(commands: readonly object[]): readonly unknown[] {
  return commands
    .map((command) => essential({ type: 1, ...command, ...contexts(command) }))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** In any order they mean the same. */
function contexts(command: object): object {
  return 'contexts' in command && Array.isArray(command.contexts) ? { contexts: [...command.contexts].sort() } : {};
}

/** What Discord adds by itself: of the registration, or of every command by default. */
const ITS_OWN: ReadonlySet<string> = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'dm_permission',
  'default_permission',
  'name_localized',
  'description_localized',
  'handler',
]);

/** Without what is there by default: no, nothing, and lists without anything in them; `integration_types` of guilds alone. */
function essential(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essential);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, item]) => !ITS_OWN.has(key) && !isDefault(key, item));
  return Object.fromEntries(entries.map(([key, item]): [string, unknown] => [key, essential(item)]).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isDefault(key: string, item: unknown): boolean {
  if (item === null || item === undefined || item === false || item === '') return true;
  if (key === 'integration_types') return isDeepStrictEqual(item, [0]);
  return (Array.isArray(item) && item.length === 0) || (typeof item === 'object' && !Array.isArray(item) && Object.keys(item).length === 0);
}
