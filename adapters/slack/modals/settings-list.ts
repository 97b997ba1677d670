/** All settings with their values and where each comes from; a button for each group opens the form that changes it. */
import type { types } from '@slack/bolt';
import { opening } from '../../../src/cards/excerpt.ts';
import { FORM_WORDS, SETTINGS_WORDS, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { SETTING_GROUP_NAMES, SETTING_GROUPS, type SettingGroup, settingsIn } from '../../../src/cards/setting-groups.ts';
import { valueInWords } from '../../../src/cards/setting-words.ts';
import { SOURCE_WORDS } from '../../../src/cards/settings.ts';
import type { ChannelId } from '../../../src/engine/ids.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { type Blocks, headed, told } from './fields.ts';
import { modal } from './view.ts';
import { viewButton } from './view-button.ts';

export interface ShownSettings {
  /** Null: those of the workspace, as they are without any channel's. */
  readonly channel: ChannelId | null;
  readonly resolved: ResolvedSettings;
}

export function settingsList(shown: ShownSettings): types.ModalView {
  const { channel } = shown;
  return modal({
    form: { v: 1, kind: 'told' },
    title: SHORT_TITLES.settings,
    short: SHORT_TITLES.settings,
    submit: null,
    blocks: [
      ...told(`${channel === null ? SETTINGS_WORDS.everywhere : SETTINGS_WORDS.here} ${SETTINGS_WORDS.counts}`),
      ...(channel === null ? [] : [actions(viewButton(SETTINGS_WORDS.ofWorkspace, { kind: 'settings', channel: null }))]),
      ...SETTING_GROUP_NAMES.flatMap((group) => groupBlocks(shown, group)),
    ],
  });
}

/** Lists of people can be long; whole they stand in the form, and in what `/baton settings export` shows. */
const MOST_OF_VALUE = 300;

/** Nothing where a channel has no say. */
function groupBlocks({ channel, resolved }: ShownSettings, group: SettingGroup): Blocks {
  const names = settingsIn(group, channel === null ? 'workspace' : 'channel');
  if (names.length === 0) return [];
  const rows = names.map((name) => `${name}: ${opening(valueInWords(name, resolved.values), MOST_OF_VALUE).text} (${SOURCE_WORDS[resolved.sources[name]]})`);
  return [...headed(SETTING_GROUPS[group]), ...told(rows.join('\n')), actions(viewButton(FORM_WORDS.change, { kind: 'settings-group', channel, group }))];
}

function actions(button: types.Button): types.ActionsBlock {
  return { type: 'actions', elements: [button] };
}
