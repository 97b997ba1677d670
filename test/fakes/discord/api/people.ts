/** Users, guilds, members and roles. docs.discord.com/developers/resources/user and /guild */
import { type Problem, snowflake } from '../limits/schema.ts';
import { directChannel } from '../world/direct.ts';
import type { Guild } from '../world/guild.ts';
import { channelJson, guildJson, memberJson, roleJson, userJson } from '../world/json.ts';
import { leaveGuild } from '../world/membership.ts';
import { permissionsInGuild } from '../world/permissions.ts';
import * as buckets from './buckets.ts';
import { guildOfCall } from './find.ts';
import { refuseInvalid } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, NOTHING, ok, type Route } from './route.ts';

const get = (name: string, path: string, bucket: Route['bucket'], run: Route['run']): Route => ({ name, method: 'GET', path, bucket, auth: 'bot', run });

export const peopleRoutes: readonly Route[] = [
  get('user.me', 'users/@me', buckets.USERS, (context) =>
    ok({ ...user(context, context.server.world.app.id), verified: true, mfa_enabled: true, email: null }),
  ),
  get('user.guilds', 'users/@me/guilds', buckets.USERS, ({ server: { world } }) => {
    const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(world.app.id));
    return ok(
      guilds.map(({ id, name, ...guild }) => ({
        id,
        name,
        icon: null,
        owner: false,
        permissions: String(permissionsInGuild({ id, name, ...guild }, world.app.id)),
        features: [],
      })),
    );
  }),
  {
    name: 'guild.leave',
    method: 'DELETE',
    path: 'users/@me/guilds/:guild',
    bucket: buckets.USERS,
    auth: 'bot',
    run(context) {
      leaveGuild(context.server, guildOfCall(context));
      return NOTHING;
    },
  },
  {
    name: 'user.dm',
    method: 'POST',
    path: 'users/@me/channels',
    bucket: buckets.DIRECT,
    auth: 'bot',
    run({ server: { world }, body }) {
      const problems: Problem[] = [];
      snowflake(body.recipient_id, ['recipient_id'], problems);
      refuseInvalid(problems);
      const person = world.users.get(String(body.recipient_id));
      if (!person || person.bot) throw new Refusal(50033);
      return ok(channelJson(world, directChannel(world, person.id)));
    },
  },
  get('user.get', 'users/:user', buckets.USERS, (context) => ok(user(context, context.params.user ?? ''))),
  get('guild.get', 'guilds/:guild', buckets.GUILDS, (context) => ok(guildJson(guildOfCall(context)))),
  get('guild.channels', 'guilds/:guild/channels', buckets.GUILDS, (context) => {
    const { world } = context.server;
    const guild = guildOfCall(context);
    return ok(
      [...world.channels.values()].filter((channel) => channel.guild === guild.id && channel.thread === null).map((channel) => channelJson(world, channel)),
    );
  }),
  get('guild.roles', 'guilds/:guild/roles', buckets.GUILDS, (context) => ok([...guildOfCall(context).roles.values()].map(roleJson))),
  get('guild.role', 'guilds/:guild/roles/:role', buckets.GUILDS, (context) => {
    const role = guildOfCall(context).roles.get(context.params.role ?? '');
    if (!role) throw new Refusal(10011);
    return ok(roleJson(role));
  }),
  get('member.list', 'guilds/:guild/members', buckets.MEMBERS, (context) => {
    const guild = guildOfCall(context);
    if (!context.server.world.app.membersIntent) throw new Refusal(50001);
    return ok(members(context, guild).slice(0, Number(context.query.get('limit') ?? 1)));
  }),
  get('member.search', 'guilds/:guild/members/search', buckets.MEMBERS, (context) => {
    const guild = guildOfCall(context);
    const query = (context.query.get('query') ?? '').toLowerCase();
    const found = members(context, guild).filter((one) => one.user.username.startsWith(query) || (one.nick ?? '').toLowerCase().startsWith(query));
    return ok(found.slice(0, Number(context.query.get('limit') ?? 1)));
  }),
  get('member.get', 'guilds/:guild/members/:user', buckets.MEMBERS, (context) => {
    const member = guildOfCall(context).members.get(context.params.user ?? '');
    if (!member) throw new Refusal(context.server.world.users.has(context.params.user ?? '') ? 10007 : 10013);
    return ok(memberJson(context.server.world, member));
  }),
];

function user({ server: { world } }: Context, id: string) {
  const known = world.users.get(id);
  if (!known) throw new Refusal(10013);
  return userJson(known);
}

/** By id, after the one that the query names. */
function members({ server: { world }, query }: Context, guild: Guild) {
  const after = BigInt(query.get('after') ?? 0);
  const ordered = [...guild.members.values()].filter((member) => BigInt(member.user) > after).toSorted((a, b) => (BigInt(a.user) < BigInt(b.user) ? -1 : 1));
  return ordered.map((member) => memberJson(world, member));
}
