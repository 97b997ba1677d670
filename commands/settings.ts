/** `/baton settings [set|reset|export|import]`: see and change how runs work in a workspace or a channel. */
import { z } from 'zod';
import { type SettingName, settingsSchema } from '../src/engine/settings.ts';
import type { SettingScope, SettingsChange } from '../src/ports/settings-store.ts';
import { closestName } from './closest-name.ts';
import { type Command, type CommandForm, misread } from './command.ts';
import { readSetting } from './setting-value.ts';
import { readSettingsFile } from './settings-file.ts';

export type SettingsAction =
  | { readonly kind: 'show' }
  | { readonly kind: 'export' }
  /** Values to keep; null takes one away. `reset` is for the words of the confirmation. */
  | { readonly kind: 'change'; readonly scope: SettingScope; readonly values: SettingsChange['values']; readonly reset: boolean };

export const settings: CommandForm = {
  name: 'settings',
  read(rest) {
    const [, word = '', after = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(rest.trim()) ?? [];
    const known = wordSchema.safeParse(word.toLowerCase());
    if (known.success) return ACTIONS[known.data](after);
    // `set` goes without saying.
    if (nameSchema.safeParse(nameIn(word)).success) return set(scoped(rest));
    return misread('settings', { kind: 'unknown-command', typed: word, closest: closestName(word, [...WORDS, ...nameSchema.options]) });
  },
};

const WORDS = ['', 'show', 'set', 'reset', 'export', 'import'] as const;
const wordSchema = z.enum(WORDS);
const nameSchema = settingsSchema.keyof();

const ACTIONS: Readonly<Record<(typeof WORDS)[number], (after: string) => Command>> = {
  '': (after) => bare(after, { kind: 'show' }),
  show: (after) => bare(after, { kind: 'show' }),
  set: (after) => set(scoped(after)),
  reset: (after) => reset(scoped(after)),
  export: (after) => bare(after, { kind: 'export' }),
  import: importFile,
};

/** The name before a `=` or `:`. */
function nameIn(word: string): string {
  return word.toLowerCase().split(/[=:]/u)[0] ?? '';
}

interface Scoped {
  readonly scope: SettingScope;
  readonly text: string;
}

/** Phones turn two hyphens into a dash. */
function scoped(text: string): Scoped {
  const without = text.replace(/(^|\s)(?:--|—|–)channel(?=\s|$)/iu, ' ');
  return { scope: without === text ? 'workspace' : 'channel', text: without.trim() };
}

function bare(after: string, action: SettingsAction): Command {
  return after.trim() === '' ? { kind: 'settings', action } : misread('settings', { kind: 'unexpected-words', typed: after.trim() });
}

function set({ scope, text }: Scoped): Command {
  const [, typed = '', value = ''] = /^([^\s=:]*)\s*[=:]?\s*([\s\S]*)$/u.exec(text) ?? [];
  const name = nameSchema.safeParse(typed.toLowerCase());
  if (!name.success) return unknown(typed);
  if (value === '') return misread('settings', { kind: 'value-needed', setting: name.data });
  const read = readSetting(name.data, value);
  if (read.kind === 'problem') return misread('settings', { kind: 'settings', problems: [read.problem] });
  return { kind: 'settings', action: { kind: 'change', scope, values: read.values, reset: false } };
}

function reset({ scope, text }: Scoped): Command {
  const name = nameSchema.safeParse(text.toLowerCase());
  if (!name.success) return unknown(text);
  const taken: Partial<Record<SettingName, null>> = { [name.data]: null };
  return { kind: 'settings', action: { kind: 'change', scope, values: taken, reset: true } };
}

/** `--channel` counts on the command's own line only: the file below it is data. */
function importFile(after: string): Command {
  const [, first = '', below = ''] = /^((?:--|—|–)channel(?=\s|$))?\s*([\s\S]*)$/iu.exec(after.trim()) ?? [];
  const file = readSettingsFile(below);
  if (file.kind === 'problems') return misread('settings', { kind: 'settings', problems: file.problems });
  return { kind: 'settings', action: { kind: 'change', scope: first === '' ? 'workspace' : 'channel', values: file.values, reset: false } };
}

function unknown(typed: string): Command {
  return misread('settings', { kind: 'settings', problems: [{ kind: 'unknown-setting', typed, closest: closestName(typed, nameSchema.options) }] });
}
