/** What forms know of settings: a mark of the values that one showed, and which values are one of a few words. */
import { createHash } from 'node:crypto';
import { settingText } from '../../commands/index.ts';
import { SETTINGS_WORDS } from '../cards/form-words.ts';
import { type SettingGroup, settingsIn } from '../cards/setting-groups.ts';
import type { ChannelId } from '../engine/ids.ts';
import { type SettingName, settingsSchema } from '../engine/settings.ts';
import type { ResolvedSettings } from '../ports/settings-store.ts';

/** A list that something was chosen from cannot be emptied in every client. */
export const UNSET = { value: '-', label: SETTINGS_WORDS.notSetHere } as const;

/** Of the values that the form shows: while it is the same, nobody has changed them. */
export function settingsMark(channel: ChannelId | null, { sources, values }: ResolvedSettings, group: SettingGroup): string {
  const names = settingsIn(group, channel === null ? 'workspace' : 'channel');
  const seen = names.map((name) => [name, sources[name], settingText(name, values)]);
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}

/** Where a value is one of a few words; null: it is typed. */
export function settingChoices(name: SettingName): readonly string[] | null {
  if (name === 'phase_gates') return settingsSchema.shape.phase_gates.options;
  return BOOLEANS.has(name) ? ['true', 'false'] : null;
}

const BOOLEANS: ReadonlySet<SettingName> = new Set(
  settingsSchema.keyof().options.filter((name) => settingsSchema.shape[name].safeParse(true).success && settingsSchema.shape[name].safeParse(false).success),
);
