/** Who acts, with what the page knows of them at the moment of the action: the groups they are in, and whether they are an admin. */
import { type ChannelId, groupId, type InputId, inputId, LOCAL_TENANT, type PersonId } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import type { WebDeps } from '../deps.ts';

export async function acting(deps: Pick<WebDeps, 'config' | 'ids' | 'settings'>, actor: PersonId, channel: ChannelId, key: InputId | null): Promise<Acting> {
  const { groups } = (await deps.settings.resolve(LOCAL_TENANT, channel)).values;
  const mine = Object.entries(groups).filter(([, members]) => members.includes(actor));
  const { admins } = deps.config;
  return {
    tenant: LOCAL_TENANT,
    actor,
    groups: mine.map(([name]) => groupId(name)),
    admin: admins.length === 0 || admins.includes(actor),
    input: key ?? inputId(deps.ids.next()),
  };
}
