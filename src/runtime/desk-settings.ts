/** Settings as people see and change them. A change counts from the next run on; limits that runs share, and ceilings, from now. */
import { type SettingsAction, writeSettingsFile } from '../../commands/index.ts';
import type { Card } from '../cards/card.ts';
import { type Notice, noticeCard } from '../cards/notice.ts';
import { settingsCard, settingsFileCard } from '../cards/settings.ts';
import { budgetsAboveCeiling } from '../engine/budget-settings.ts';
import { type ChannelId, channelId, personId, type TenantId } from '../engine/ids.ts';
import { isWorkspaceOnly, type SettingName, settingsSchema } from '../engine/settings.ts';
import type { CommandRequest } from '../ports/desk.ts';
import type { DeskDeps } from './desk-deps.ts';

type Change = Extract<SettingsAction, { kind: 'change' }>;

export async function answerSettings({ tenant, channel, actor, admin }: CommandRequest, action: SettingsAction, deps: DeskDeps): Promise<Card> {
  const { settings, admins } = deps;
  switch (action.kind) {
    case 'show':
      return settingsCard(await settings.resolve(tenant, channel));
    case 'export':
      return settingsFileCard(writeSettingsFile((await settings.resolve(tenant, channel)).values));
    case 'change': {
      if (!admin) return noticeCard({ kind: 'admins-only', admins: admins.map(personId) });
      const { scope, values, reset } = action;
      const refusal = await refusalOf(action, scope === 'channel' ? channel : channelId(''), tenant, deps);
      if (refusal) return noticeCard(refusal);
      await settings.change({ tenant, channel, scope, by: actor, values });
      return settingsCard(await settings.resolve(tenant, channel), { kind: reset ? 'reset' : 'changed', names: namesIn(values), scope });
    }
    default: {
      const missed: never = action;
      return missed;
    }
  }
}

/** The workspace's own settings are those of an empty channel. */
async function refusalOf({ scope, values }: Change, channel: ChannelId, tenant: TenantId, { settings }: DeskDeps): Promise<Notice | null> {
  const shared = scope === 'channel' ? namesIn(values).find((name) => isWorkspaceOnly(name) && values[name] !== null) : undefined;
  if (shared) return { kind: 'workspace-only', setting: shared };
  const chosen = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const after = { ...(await settings.resolve(tenant, channel)).values, ...chosen };
  const [above] = budgetsAboveCeiling(after).filter(({ setting }) => values[setting] !== undefined);
  return above ? { kind: 'above-ceiling', ...above } : null;
}

function namesIn(values: Change['values']): readonly SettingName[] {
  return settingsSchema.keyof().options.filter((name) => values[name] !== undefined);
}
