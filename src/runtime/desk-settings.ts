/** Settings as people see and change them. A change counts from the next run on. */
import { type SettingsAction, writeSettingsFile } from '../../commands/index.ts';
import type { Card } from '../cards/card.ts';
import { noticeCard } from '../cards/notice.ts';
import { settingsCard, settingsFileCard } from '../cards/settings.ts';
import { personId } from '../engine/ids.ts';
import { type SettingName, settingsSchema } from '../engine/settings.ts';
import type { CommandRequest } from '../ports/desk.ts';
import type { DeskDeps } from './desk-deps.ts';

export async function answerSettings({ tenant, channel, actor }: CommandRequest, action: SettingsAction, deps: DeskDeps): Promise<Card> {
  const { settings, admins } = deps;
  switch (action.kind) {
    case 'show':
      return settingsCard(await settings.resolve(tenant, channel));
    case 'export':
      return settingsFileCard(writeSettingsFile((await settings.resolve(tenant, channel)).values));
    case 'change': {
      if (admins.length > 0 && !admins.includes(actor)) return noticeCard({ kind: 'admins-only', admins: admins.map(personId) });
      const { scope, values, reset } = action;
      await settings.change({ tenant, channel, scope, by: actor, values });
      return settingsCard(await settings.resolve(tenant, channel), { kind: reset ? 'reset' : 'changed', names: namesIn(values), scope });
    }
    default: {
      const missed: never = action;
      return missed;
    }
  }
}

function namesIn(values: Extract<SettingsAction, { kind: 'change' }>['values']): readonly SettingName[] {
  return settingsSchema.keyof().options.filter((name) => values[name] !== undefined);
}
