/** What people, roles and channels are called, as far as Discord says it with what names them. */
import { z } from 'zod';

const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  member: z.object({ nick: z.string().nullish() }).optional(),
});
const namedSchema = z.looseObject({ id: z.string(), name: z.string().nullish() });
const resolvedSchema = z.looseObject({
  users: z.record(z.string(), z.unknown()).optional(),
  members: z.record(z.string(), z.looseObject({ nick: z.string().nullish() })).optional(),
  roles: z.record(z.string(), z.unknown()).optional(),
  channels: z.record(z.string(), z.unknown()).optional(),
  /** Of a message: the people in it, with their member. */
  mentions: z.array(z.unknown()).max(200).optional(),
});

export function namesIn(resolved: unknown): Readonly<Record<string, string>> {
  const read = resolvedSchema.safeParse(resolved ?? {});
  if (!read.success) return {};
  const { users = {}, members = {}, roles = {}, channels = {}, mentions = [] } = read.data;
  const people = [...Object.values(users), ...mentions].flatMap((given): [string, string][] => {
    const user = userSchema.safeParse(given);
    if (!user.success) return [];
    const { id, username, global_name, member } = user.data;
    return [[id, members[id]?.nick ?? member?.nick ?? global_name ?? username]];
  });
  const others = [...Object.values(roles), ...Object.values(channels)].flatMap((given): [string, string][] => {
    const one = namedSchema.safeParse(given);
    return one.success && typeof one.data.name === 'string' ? [[one.data.id, one.data.name]] : [];
  });
  return Object.fromEntries([...people, ...others].map(([id, name]) => [id, name.slice(0, 200)]));
}
