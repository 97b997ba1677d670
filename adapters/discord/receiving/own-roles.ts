/** Baton's own role in each guild, which Discord makes for it and offers to people beside its name: whoever calls the one means the other. */
import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';

export interface OwnRoles {
  has(role: string): boolean;
  /** `botId`: whose they are. */
  hear(type: string, payload: unknown, botId: string): void;
}

const roleSchema = z.object({ id: z.string(), tags: z.object({ bot_id: z.string().optional() }).optional() });
const guildSchema = z.object({ roles: z.array(roleSchema) });
const newsSchema = z.object({ role: roleSchema });

export function createOwnRoles(): OwnRoles {
  const own = new Set<string>();
  return {
    has: (role) => own.has(role),
    hear(type, payload, botId) {
      for (const { id, tags } of rolesIn(type, payload)) if (tags?.bot_id === botId) own.add(id);
    },
  };
}

/** One that goes is called by nobody, and its id comes never again. */
function rolesIn(type: string, payload: unknown): readonly z.infer<typeof roleSchema>[] {
  switch (type) {
    case GatewayDispatchEvents.GuildCreate:
      return guildSchema.safeParse(payload).data?.roles ?? [];
    case GatewayDispatchEvents.GuildRoleCreate:
    case GatewayDispatchEvents.GuildRoleUpdate: {
      const role = newsSchema.safeParse(payload).data?.role;
      return role === undefined ? [] : [role];
    }
    default:
      return [];
  }
}
