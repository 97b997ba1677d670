/** Settings by scope: one row per workspace, one per channel, each with only what was chosen there. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Logger } from 'pino';
import { DEFAULT_SETTINGS, isWorkspaceOnly, type SettingName, type Settings, settingsSchema } from '../src/engine/settings.ts';
import type { ResolvedSettings, SettingSource, SettingsChange, SettingsStore } from '../src/ports/settings-store.ts';
import type { Connection, Sql } from './connect.ts';
import { storable } from './database-error.ts';
import { repeatable } from './repeatable.ts';
import { runStatement } from './run-statement.ts';
import { settings } from './schema/index.ts';

/** The workspace's row stands under an empty channel. */
const WORKSPACE = '';

export function createSettingsStore({ sql, orm }: Connection, log: Logger, file: Partial<Settings>): SettingsStore {
  return {
    resolve: (tenant, channel) =>
      repeatable(async () => {
        const rows = await orm
          .select({ channel: settings.channel, chosen: settings.chosen })
          .from(settings)
          .where(and(eq(settings.tenant, tenant), inArray(settings.channel, [WORKSPACE, channel])));
        const chosenIn = (scope: string) => readChosen(rows.find((row) => row.channel === scope)?.chosen, log);
        // A surface without channels asks with an empty one: then there is only the workspace.
        return resolved([
          ['channel', channel === WORKSPACE ? {} : ofChannels(chosenIn(channel))],
          ['workspace', chosenIn(WORKSPACE)],
          ['file', file],
          ['default', DEFAULT_SETTINGS],
        ]);
      }),
    change: (change) => repeatable(() => apply(sql, change)),
  };
}

type Layer = readonly [SettingSource, Partial<Settings>];

const NAMES = Object.keys(settingsSchema.shape).filter((name): name is SettingName => name in DEFAULT_SETTINGS);

function resolved(layers: readonly Layer[]): ResolvedSettings {
  const values: Record<string, unknown> = {};
  const sources: Partial<Record<SettingName, SettingSource>> = {};
  for (const name of NAMES) {
    const layer = layers.find(([, chosen]) => chosen[name] !== undefined);
    values[name] = layer?.[1][name];
    sources[name] = layer?.[0] ?? 'default';
  }
  return { values: settingsSchema.parse(values), sources: sources as ResolvedSettings['sources'] };
}

/** What a channel cannot set for itself may stand there from an earlier release. */
function ofChannels(chosen: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(NAMES.filter((name) => !isWorkspaceOnly(name) && chosen[name] !== undefined).map((name) => [name, chosen[name]]));
}

/** A value that an older or newer Baton wrote and this one does not accept is passed over: the next source shows. */
function readChosen(chosen: unknown, log: Logger): Partial<Settings> {
  const kept = Object.entries(typeof chosen === 'object' && chosen !== null ? chosen : {}).filter(([name, value]) => {
    const known = NAMES.find((candidate) => candidate === name);
    const fits = known !== undefined && settingsSchema.shape[known].safeParse(value).success;
    if (!fits) log.warn({ setting: name }, 'A stored setting is not one that this version accepts; it is passed over.');
    return fits;
  });
  return Object.fromEntries(kept);
}

/** Merges; a null takes the value away. */
const APPLY = `insert into settings (tenant, channel, chosen, changed_by) values ($1, $2, jsonb_strip_nulls($3::jsonb), $4)
  on conflict (tenant, channel) do update set chosen = jsonb_strip_nulls(settings.chosen || $3::jsonb), changed_by = excluded.changed_by, changed_at = excluded.changed_at`;

async function apply(sql: Sql, { tenant, channel, scope, by, values }: SettingsChange): Promise<void> {
  const place = scope === 'channel' ? channel : WORKSPACE;
  await runStatement(sql, { text: APPLY, params: [storable(tenant), storable(place), JSON.stringify(values), storable(by)] });
}
