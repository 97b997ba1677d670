/** What Discord says of a member with everything that they do: their roles at that moment, and whether they may act at all. */
import { z } from 'zod';

export interface MemberSaid {
  /** As the guild knows them. */
  readonly name: string;
  readonly bot: boolean;
  readonly roles: readonly string[];
  /** The guild's rules are not accepted yet. */
  readonly pending: boolean;
  /** Epoch milliseconds until which a moderator has silenced them; null: nobody has. */
  readonly silencedUntil: number | null;
  /** What they may do in the channel in which they used something, as Discord reckons it. Null: not said. */
  readonly permissions: bigint | null;
}

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
  permissions: z
    .string()
    .regex(/^\d{1,30}$/u)
    .transform(BigInt)
    .optional(),
});

/**
 * From the raw user and member objects of the gateway or of REST (`interaction.member.user` and `interaction.member`; `message.author` and
 * `message.member`; `GET /guilds/:guild/members/:user`). @throws ZodError for anything else
 */
export function memberSaidOf(user: unknown, member: unknown): MemberSaid {
  const { username, global_name, bot, system } = userShape.parse(user);
  const { nick, roles, pending, communication_disabled_until: until, permissions = null } = memberShape.parse(member);
  const silenced = until == null ? Number.NaN : Date.parse(until);
  return {
    name: nick ?? global_name ?? username,
    bot: bot === true || system === true,
    roles,
    pending: pending === true,
    silencedUntil: Number.isNaN(silenced) ? null : silenced,
    permissions,
  };
}
