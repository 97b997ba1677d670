/** A group of settings as it came back: each value read as it is when somebody types it in a command. */
import { readSetting, settingsCommands, settingText } from '../../commands/index.ts';
import { plain } from '../cards/clean-text.ts';
import { FORM_WORDS, SETTINGS_WORDS } from '../cards/form-words.ts';
import { isSettingGroup, settingsIn } from '../cards/setting-groups.ts';
import { settingsProblem } from '../cards/setting-words.ts';
import type { ChannelId } from '../engine/ids.ts';
import type { SettingName, Settings } from '../engine/settings.ts';
import type { ResolvedSettings, SettingScope, SettingsChange } from '../ports/settings-store.ts';
import type { Filled } from './filled.ts';
import { inOrderOf } from './library-names.ts';
import { settingsMark, UNSET } from './settings-fields.ts';
import { type FieldErrors, type Submission, submitted, wrong } from './submission.ts';

export interface SettingsForm {
  /** Null: those of the workspace. */
  readonly channel: ChannelId | null;
  readonly group: string;
  /** A mark of the values that the fields show. */
  readonly seen: string;
}

/** Settings without a field in the form stay as they are. */
export function readSettings({ channel, group, seen }: SettingsForm, filled: Filled, resolved: ResolvedSettings): Submission {
  const scope: SettingScope = channel === null ? 'workspace' : 'channel';
  const names = isSettingGroup(group) ? settingsIn(group, scope) : [];
  const first = names.find((name) => filled.has(name)) ?? names[0];
  if (!isSettingGroup(group) || first === undefined) return wrong(group, FORM_WORDS.unreadable);
  // A value that somebody else has changed meanwhile would be put back by a field that nobody touched.
  if (settingsMark(channel, resolved, group) !== seen) return wrong(filled.field(first), SETTINGS_WORDS.movedOn);
  const read = names.map((name) => readOne(name, filled, resolved, scope));
  const errors: FieldErrors = Object.fromEntries(read.flatMap((one) => (one.kind === 'problem' ? [[one.field, one.why]] : [])));
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const values: SettingsChange['values'] = Object.assign({}, ...read.map((one) => (one.kind === 'values' ? one.values : {})));
  const [command, ...others] = settingsCommands(values, scope);
  if (command === undefined) return wrong(filled.field(first), FORM_WORDS.nothingChanged);
  return submitted({ kind: 'settings', channel, commands: [command, ...others] });
}

type ReadOne =
  | { readonly kind: 'same' }
  | { readonly kind: 'values'; readonly values: SettingsChange['values'] }
  | { readonly kind: 'problem'; readonly field: string; readonly why: string };

function readOne(name: SettingName, filled: Filled, { values, sources }: ResolvedSettings, scope: SettingScope): ReadOne {
  if (!filled.has(name)) return { kind: 'same' };
  const stood = settingText(name, values);
  const typed = typedIn(name, filled, values);
  if (typed === null || typed === UNSET.value) {
    // A text that was too long for its field stays; nobody was picked before, and nobody is now.
    if (typed === null && (filled.isKept(name) || stood === 'none')) return { kind: 'same' };
    if (sources[name] === scope) return { kind: 'values', values: { [name]: null } };
    return { kind: 'problem', field: filled.field(name), why: SETTINGS_WORDS.fromElsewhere };
  }
  if (typed === plain(stood).trim()) return { kind: 'same' };
  const read = readSetting(name, typed);
  if (read.kind === 'problem') return { kind: 'problem', field: filled.field(name), why: settingsProblem(read.problem) };
  return { kind: 'values', values: read.values };
}

/** As one would type it, however it was given: one of a few words, or people and channels that were picked. */
function typedIn(name: SettingName, filled: Filled, values: Settings): string | null {
  const text = filled.text(name);
  if (text !== null) return text;
  const stood = values[name];
  if (!Array.isArray(stood)) return filled.choice(name);
  const ids = inOrderOf(stood.map(String), filled.choices(name) ?? []);
  return ids.length === 0 ? null : ids.map((id) => `${name === 'allowed_channels' ? '#' : '@'}${id}`).join(', ');
}
