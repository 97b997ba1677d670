/** How people and groups are called, for texts in which they are not to be notified. */
import type { Logger } from 'pino';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';
import type { UserGroup } from './groups.ts';
import type { SlackUser } from './users.ts';

export interface NamesDeps {
  user(id: string): Promise<SlackUser>;
  groups(): Promise<readonly UserGroup[]>;
  readonly log: Logger;
}

/** Never throws: whoever cannot be looked up has no name. */
export async function namesOf(ids: ReadonlySet<PersonId | GroupId>, { user, groups, log }: NamesDeps): Promise<ReadonlyMap<PersonId | GroupId, string>> {
  const people = [...ids].filter((id) => /^[UW]/u.test(id));
  const inGroups = [...ids].filter((id) => id.startsWith('S'));
  const named = await Promise.allSettled(people.map(async (id) => [id, (await user(id)).name] as const));
  const known = inGroups.length === 0 ? [] : await groups().catch(() => []);
  const lost = named.filter(({ status }) => status === 'rejected').length;
  if (lost > 0) log.debug({ lost }, 'names of people are not known');
  return new Map<PersonId | GroupId, string>([
    ...named.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    ...known.filter(({ id }) => inGroups.some((asked) => asked === id)).map(({ id, handle }) => [id, handle] as const),
  ]);
}
