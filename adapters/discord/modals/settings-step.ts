/** All settings with their values and where each comes from, and a list from which the group that shall be changed is chosen. */
import { opening } from '../../../src/cards/excerpt.ts';
import { pageOf } from '../../../src/cards/form-step-words.ts';
import { SETTINGS_WORDS, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { SETTING_GROUP_NAMES, SETTING_GROUPS, type SettingGroup, settingsIn } from '../../../src/cards/setting-groups.ts';
import { valueInWords } from '../../../src/cards/setting-words.ts';
import { SOURCE_WORDS } from '../../../src/cards/settings.ts';
import { blocks, card, heading, line, list, says, strong } from '../../../src/cards/spans.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import { type ShownSettings, settingPages } from './settings-form.ts';
import { ALL_SETTINGS, settingsValue } from './step.ts';
import { type StepOption, selectRows, stepMessage } from './step-message.ts';

export function settingsStep(shown: ShownSettings): readonly DiscordMessage[] {
  const { channel } = shown;
  const scope = channel === null ? 'workspace' : 'channel';
  const groups = SETTING_GROUP_NAMES.filter((group) => settingsIn(group, scope).length > 0);
  const content = card(
    'settings',
    blocks(
      heading(SHORT_TITLES.settings),
      says(`${channel === null ? SETTINGS_WORDS.everywhere : SETTINGS_WORDS.here} ${SETTINGS_WORDS.counts}`),
      ...groups.map((group) => [says(strong(SETTING_GROUPS[group])), rows(shown, group)]),
    ),
  );
  const options = groups.flatMap((group) => pages(shown, group));
  const all: readonly StepOption[] = channel === null ? [] : [{ value: ALL_SETTINGS, label: SETTINGS_WORDS.ofWorkspace }];
  return stepMessage(content, selectRows({ kind: 'settings', channel }, [...options, ...all]));
}

/** Lists of people can be long; whole they stand in the form, and in what `/baton settings export` shows. */
const MOST_OF_VALUE = 300;

function rows({ channel, resolved }: ShownSettings, group: SettingGroup) {
  const names = settingsIn(group, channel === null ? 'workspace' : 'channel');
  return list(
    names.map((name) => line(`${name}: ${opening(valueInWords(name, resolved.values), MOST_OF_VALUE).text} (${SOURCE_WORDS[resolved.sources[name]]})`)),
  );
}

function pages({ channel }: ShownSettings, group: SettingGroup): readonly StepOption[] {
  const found = settingPages(channel, group);
  return found.map((names, page) => ({
    value: settingsValue(group, page),
    label: pageOf(SETTING_GROUPS[group], page + 1, found.length),
    hint: names.join(', '),
  }));
}
