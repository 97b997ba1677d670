/** The user groups of a workspace, with who is in them. One call tells all, where Slack lists the people; else one per group. */
import { z } from 'zod';
import type { GroupId, PersonId, TenantId } from '../../../src/engine/ids.ts';
import { groupId, personId } from '../../../src/engine/ids.ts';
import type { SlackApi } from '../sending/api.ts';
import { LOOKING_UP } from './looking-up.ts';

export interface UserGroup {
  readonly id: GroupId;
  /** Without the `@`. */
  readonly handle: string;
  readonly members: ReadonlySet<PersonId>;
}

const listSchema = z.object({
  usergroups: z
    .array(z.object({ id: z.string(), handle: z.string().optional(), name: z.string().optional(), users: z.array(z.string()).optional() }))
    .default([]),
});
const usersSchema = z.object({ users: z.array(z.string()).default([]) });

export async function lookUpGroups(api: SlackApi, tenant: TenantId): Promise<readonly UserGroup[]> {
  const listed = listSchema.parse(await api.call(tenant, 'usergroups.list', { include_users: true }, LOOKING_UP));
  const groups: UserGroup[] = [];
  for (const { id, handle, name, users } of listed.usergroups) {
    const members = users ?? usersSchema.parse(await api.call(tenant, 'usergroups.users.list', { usergroup: id }, LOOKING_UP)).users;
    groups.push({ id: groupId(id), handle: handle ?? name ?? id, members: new Set(members.map(personId)) });
  }
  return groups;
}
