/** Who somebody is in a workspace, as Slack says: member, guest, of another workspace, a bot, or no longer there. */
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { SlackApi } from '../sending/api.ts';
import { LOOKING_UP } from './looking-up.ts';

export interface SlackUser {
  readonly name: string;
  readonly standing: 'member' | 'guest' | 'external' | 'bot' | 'gone';
  /** Of the workspace. */
  readonly admin: boolean;
}

const userSchema = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_workflow_bot: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
    /** On Enterprise Grid a person has several workspaces. */
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  }),
});

type Raw = z.infer<typeof userSchema>['user'];

/** Throws SlackCallError: `person-gone` for somebody whom Slack does not know. */
export async function lookUpUser(api: SlackApi, tenant: TenantId, user: string): Promise<SlackUser> {
  const { user: raw } = userSchema.parse(await api.call(tenant, 'users.info', { user }, LOOKING_UP));
  const name = [raw.profile?.display_name, raw.real_name, raw.profile?.real_name, raw.name].find((one) => one !== undefined && one.trim() !== '');
  const admin = raw.is_admin === true || raw.is_owner === true || raw.is_primary_owner === true;
  return { name: name ?? user, standing: standingOf(raw, tenant), admin };
}

/** What makes somebody a stranger goes first: a guest of another workspace is external. */
function standingOf(raw: Raw, tenant: TenantId): SlackUser['standing'] {
  if (raw.deleted === true) return 'gone';
  if (raw.is_bot === true || raw.is_workflow_bot === true || raw.id === 'USLACKBOT') return 'bot';
  if (raw.is_stranger === true || isElsewhere(raw, tenant)) return 'external';
  return raw.is_restricted === true || raw.is_ultra_restricted === true ? 'guest' : 'member';
}

function isElsewhere({ team_id, enterprise_user }: Raw, tenant: TenantId): boolean {
  if (team_id === undefined || team_id === tenant) return false;
  return enterprise_user?.teams?.includes(tenant) !== true;
}
