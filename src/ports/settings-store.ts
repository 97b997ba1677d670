/** Settings with where each value comes from: channel over workspace over file over default. */
import type { ChannelId, PersonId, TenantId } from '../engine/ids.ts';
import type { SettingName, Settings } from '../engine/settings.ts';

export type SettingSource = 'channel' | 'workspace' | 'file' | 'default';
export type SettingScope = 'channel' | 'workspace';

export interface ResolvedSettings {
  readonly values: Settings;
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
}

export interface SettingsStore {
  resolve(tenant: TenantId, channel: ChannelId): Promise<ResolvedSettings>;
  /** A partial record of validated values; `null` takes a value away, so that the next source shows. */
  change(change: SettingsChange): Promise<void>;
}

export interface SettingsChange {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  readonly scope: SettingScope;
  readonly by: PersonId;
  readonly values: Readonly<Partial<Record<SettingName, Settings[SettingName] | null>>>;
}
