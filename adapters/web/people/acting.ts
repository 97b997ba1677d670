/** Who acts, with what the page knows of them at the moment of the action. It has no groups of its own: those of the settings are the desk's to look up. */
import { type InputId, inputId, LOCAL_TENANT, type PersonId } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import type { WebDeps } from '../deps.ts';

export function acting({ config: { admins }, ids }: Pick<WebDeps, 'config' | 'ids'>, actor: PersonId, key: InputId | null): Acting {
  return {
    tenant: LOCAL_TENANT,
    actor,
    groups: [],
    admin: admins.length === 0 || admins.includes(actor),
    input: key ?? inputId(ids.next()),
  };
}
