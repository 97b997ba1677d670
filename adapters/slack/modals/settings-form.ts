/** The form of one group of settings: each with its value as it can be typed, what it takes and where its value comes from. */
import type { types } from '@slack/bolt';
import { settingText } from '../../../commands/index.ts';
import { FORM_WORDS, SETTINGS_WORDS } from '../../../src/cards/form-words.ts';
import { SETTING_GROUPS, type SettingGroup, settingsIn } from '../../../src/cards/setting-groups.ts';
import { SETTING_WORDS } from '../../../src/cards/setting-words.ts';
import { SOURCE_WORDS } from '../../../src/cards/settings.ts';
import type { SettingName } from '../../../src/engine/settings.ts';
import { settingChoices, settingsMark, UNSET } from '../../../src/forms/settings-fields.ts';
import { type Blocks, choiceField, FIELD_ACTION, field, textField, told } from './fields.ts';
import type { ShownSettings } from './settings-list.ts';
import { modal } from './view.ts';

/** How people and channels are given: picked from Slack's lists, or typed. Slack refuses a list with somebody in it whom it does not know. */
export type PeopleBy = 'picking' | 'typing';

export function settingsForm(shown: ShownSettings, group: SettingGroup, people: PeopleBy = 'picking'): types.ModalView {
  const { channel } = shown;
  const scope = channel === null ? 'workspace' : 'channel';
  return modal({
    form: { v: 1, kind: 'settings', channel, group, seen: settingsMark(channel, shown.resolved, group) },
    title: SETTING_GROUPS[group],
    short: FORM_WORDS.change,
    submit: FORM_WORDS.save,
    close: FORM_WORDS.leave,
    blocks: [
      ...told(`${channel === null ? SETTINGS_WORDS.everywhere : SETTINGS_WORDS.here} ${SETTINGS_WORDS.takesAway} ${SETTINGS_WORDS.counts}`),
      ...settingsIn(group, scope).flatMap((name) => settingBlocks(shown, name, people)),
    ],
  });
}

function settingBlocks({ resolved: { values, sources } }: ShownSettings, name: SettingName, people: PeopleBy): Blocks {
  const { does, takes } = SETTING_WORDS[name];
  const text = settingText(name, values);
  const frame = { name, label: name, hint: `${does} · ${takes} · ${SOURCE_WORDS[sources[name]]}`, optional: true };
  const choices = settingChoices(name);
  if (choices !== null) return choiceField({ ...frame, choices: [...choices.map((value) => ({ value, label: value })), UNSET], chosen: text });
  const picked = people === 'picking' ? picker(name, values) : null;
  return picked ? field(frame, picked) : textField({ ...frame, value: text, multiline: text.length > 80 });
}

const PERSON = /^[UW][A-Z0-9]{5,}$/u;
const CHANNEL = /^[CG][A-Z0-9]{5,}$/u;

/** Null: it is typed. Names that are not Slack's (of a file, of the page) cannot stand in its lists. */
function picker(name: SettingName, values: ShownSettings['resolved']['values']): types.InputBlockElement | null {
  switch (name) {
    case 'approvers':
    case 'escalate_to': {
      const chosen = values[name];
      if (!chosen.every((id) => PERSON.test(id))) return null;
      return { type: 'multi_users_select', action_id: FIELD_ACTION, ...(chosen.length === 0 ? {} : { initial_users: [...chosen] }) };
    }
    case 'allowed_channels': {
      const chosen = values[name];
      if (!chosen.every((id) => CHANNEL.test(id))) return null;
      const filter = { include: ['public' as const, 'private' as const], exclude_bot_users: true };
      return { type: 'multi_conversations_select', action_id: FIELD_ACTION, filter, ...(chosen.length === 0 ? {} : { initial_conversations: [...chosen] }) };
    }
    default:
      return null;
  }
}
