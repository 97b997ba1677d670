/** What an app hears first: READY with its guilds still to come, then each guild. */
import type { Loose } from '../loose.ts';
import { userJson, wholeGuildJson } from '../world/json.ts';
import type { World } from '../world/world.ts';
import { type Session, wants } from './session.ts';

/** The flags of an application whose switches for members and message content are on, below 100 guilds. */
const LIMITED = { members: 1 << 15, content: 1 << 19 };

export function greet(world: World, session: Session, say: (t: string, d: Loose) => void): void {
  const user = world.users.get(world.app.id);
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(world.app.id));
  say('READY', {
    v: 10,
    user: { ...(user && userJson(user)), verified: true, mfa_enabled: true, email: null, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: `${world.origin.replace('http:', 'ws:')}/gateway-resume`,
    shard: [0, 1],
    application: { id: world.app.id, flags: applicationFlags(world) },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    _trace: ['local'],
  });
  if (wants(session, 'Guilds')) for (const guild of guilds) say('GUILD_CREATE', wholeGuildJson(world, guild, wants(session, 'GuildMembers')));
}

export function applicationFlags({ app }: World): number {
  return (app.membersIntent ? LIMITED.members : 0) | (app.messageContent ? LIMITED.content : 0);
}
