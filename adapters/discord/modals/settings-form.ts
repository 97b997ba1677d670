/** A page of one group of settings: each with its value as it can be typed, what it takes and where its value comes from. */
import { settingText } from '../../../commands/index.ts';
import { pageOf } from '../../../src/cards/form-step-words.ts';
import { FORM_WORDS, SETTINGS_WORDS } from '../../../src/cards/form-words.ts';
import { SETTING_GROUPS, type SettingGroup, settingsIn } from '../../../src/cards/setting-groups.ts';
import { SETTING_WORDS } from '../../../src/cards/setting-words.ts';
import { SOURCE_WORDS } from '../../../src/cards/settings.ts';
import type { ChannelId } from '../../../src/engine/ids.ts';
import type { SettingName } from '../../../src/engine/settings.ts';
import { settingChoices, settingsMark, UNSET } from '../../../src/forms/settings-fields.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { LIMITS } from '../limits.ts';
import { choiceField, type FieldPart, type Picked, pickField, textField } from './fields.ts';
import { type Modal, modal } from './modal.ts';

export interface ShownSettings {
  /** Null: those of the workspace, as they are without any channel's. */
  readonly channel: ChannelId | null;
  readonly resolved: ResolvedSettings;
}

/** How people and channels are given: picked from Discord's lists, or typed, where somebody in them is not known there. */
export type PeopleBy = 'picking' | 'typing';

/** Null: there is no such page. */
export function settingsForm(shown: ShownSettings, group: SettingGroup, page: number, people: PeopleBy = 'picking'): Modal | null {
  const { channel, resolved } = shown;
  const pages = settingPages(channel, group);
  const names = pages[page];
  if (names === undefined) return null;
  return modal({
    form: { kind: 'settings', channel, group, page, seen: settingsMark(channel, resolved, group) },
    title: pageOf(SETTING_GROUPS[group], page + 1, pages.length),
    short: FORM_WORDS.change,
    told: [`${channel === null ? SETTINGS_WORDS.everywhere : SETTINGS_WORDS.here} ${SETTINGS_WORDS.takesAway} ${SETTINGS_WORDS.counts}`],
    parts: names.map((name) => settingPart(resolved, name, people)),
  });
}

/** Four to a page, beside what is told. */
export function settingPages(channel: ChannelId | null, group: SettingGroup): readonly (readonly SettingName[])[] {
  const names = settingsIn(group, channel === null ? 'workspace' : 'channel');
  const pages = Math.ceil(names.length / MOST);
  const size = Math.ceil(names.length / Math.max(1, pages));
  return Array.from({ length: pages }, (_, page) => names.slice(page * size, (page + 1) * size));
}

const MOST = LIMITS.modalParts.most - 1;

function settingPart({ values, sources }: ResolvedSettings, name: SettingName, people: PeopleBy): FieldPart {
  const { does, takes } = SETTING_WORDS[name];
  const text = settingText(name, values);
  const frame = { name, label: name, hint: `${does} · ${takes} · ${SOURCE_WORDS[sources[name]]}`, optional: true };
  const choices = settingChoices(name);
  if (choices !== null) return choiceField({ ...frame, choices: [...choices.map((value) => ({ value, label: value })), UNSET], chosen: text });
  const what = people === 'picking' ? PICKED[name] : undefined;
  const stood = values[name];
  const ids = Array.isArray(stood) ? stood.map(String) : [];
  if (what !== undefined && ids.length <= LIMITS.selectOptions.most && ids.every((id) => SNOWFLAKE.test(id))) return pickField(frame, what, ids);
  return textField({ ...frame, value: text, multiline: text.length > 80 });
}

const PICKED: Readonly<Partial<Record<SettingName, Picked>>> = {
  approvers: 'users',
  escalate_to: 'users',
  approver_groups: 'roles',
  allowed_channels: 'channels',
};

/** Names that are not Discord's (of a file, of the page) cannot stand in its lists. */
const SNOWFLAKE = /^[1-9]\d{14,19}$/u;
