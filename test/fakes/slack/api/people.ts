/** users.* and usergroups.*: who people are, and which groups they are in. */
import { personJson } from '../world/json.ts';
import type { Group } from '../world/workspace.ts';
import { page, personOf } from './find.ts';
import type { Methods } from './method.ts';
import { Refusal } from './refusal.ts';
import { truthy } from './request.ts';

export const peopleMethods: Methods = {
  'users.info': {
    tier: 4,
    scopes: ['users:read'],
    run: (context) => ({ user: personJson(context.workspace, personOf(context, context.args.user)) }),
  },
  'users.list': {
    tier: 2,
    scopes: ['users:read'],
    run({ workspace, args }) {
      const { items, next } = page([...workspace.people.values()], args, 1000);
      return { members: items.map((person) => personJson(workspace, person)), response_metadata: { next_cursor: next } };
    },
  },
  'usergroups.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    run({ workspace, args }) {
      const groups = [...workspace.groups.values()].filter((group) => truthy(args.include_disabled) || !group.disabled);
      return { usergroups: groups.map((group) => groupJson(workspace.id, group, truthy(args.include_users))) };
    },
  },
  'usergroups.users.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    run({ workspace, args }) {
      const group = workspace.groups.get(String(args.usergroup ?? ''));
      if (!group || (group.disabled && !truthy(args.include_disabled))) throw new Refusal('no_such_subteam');
      return { users: [...group.users] };
    },
  },
};

function groupJson(team: string, group: Group, withUsers: boolean): Record<string, unknown> {
  return {
    id: group.id,
    team_id: team,
    is_usergroup: true,
    name: group.handle,
    handle: group.handle,
    date_delete: group.disabled ? 1_700_000_000 : 0,
    user_count: group.users.size,
    ...(withUsers && { users: [...group.users] }),
  };
}
