/** What Discord says of a member with everything that they do: their roles at that moment, and what they may do there. Kept with the delivery. */
import { z } from 'zod';

export const memberSaidSchema = z.object({
  /** As the guild knows them. */
  name: z.string().max(200),
  bot: z.boolean(),
  roles: z.array(z.string().max(40)).max(1_000),
  /** The guild's rules are not accepted yet. */
  pending: z.boolean(),
  /** Epoch milliseconds until which a moderator has silenced them; null: nobody has. */
  silencedUntil: z.number().nullable(),
  /** In that channel, as a number in decimal; null where Discord does not say it (with messages). */
  permissions: z.string().max(40).nullable(),
});

export type MemberSaid = Readonly<z.infer<typeof memberSaidSchema>>;

const userShape = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
});
const memberShape = z.object({
  nick: z.string().nullish(),
  roles: z.array(z.string()).default([]),
  pending: z.boolean().optional(),
  communication_disabled_until: z.string().nullish(),
  permissions: z.string().optional(),
});

/**
 * From the raw user and member objects of the gateway or of REST (`interaction.member.user` and `interaction.member`; `message.author` and
 * `message.member`; `GET /guilds/:guild/members/:user`). @throws ZodError for anything else
 */
export function memberSaidOf(user: unknown, member: unknown): MemberSaid {
  const { username, global_name, bot, system } = userShape.parse(user);
  const { nick, roles, pending, communication_disabled_until: until, permissions } = memberShape.parse(member);
  const silenced = until == null ? Number.NaN : Date.parse(until);
  return {
    name: nick ?? global_name ?? username,
    bot: bot === true || system === true,
    roles,
    pending: pending === true,
    silencedUntil: Number.isNaN(silenced) ? null : silenced,
    permissions: permissions ?? null,
  };
}
