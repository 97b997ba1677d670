/** Registering commands, global or for one guild. docs.discord.com/developers/interactions/application-commands */
import { isDeepStrictEqual } from 'node:util';
import { commandProblems } from '../limits/commands.ts';
import type { Loose } from '../loose.ts';
import type { Command, World } from '../world/world.ts';
import * as buckets from './buckets.ts';
import { refuseInvalid } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, created, NOTHING, ok, type Route } from './route.ts';

const COMMON = { bucket: buckets.COMMANDS, auth: 'bot' } as const;

export const commandRoutes: readonly Route[] = ['applications/:app/commands', 'applications/:app/guilds/:guild/commands'].flatMap((path): Route[] => [
  {
    ...COMMON,
    name: 'commands.list',
    method: 'GET',
    path,
    run: (context) => ok(these(context).map(commandJson(context.server.world))),
  },
  {
    ...COMMON,
    name: 'commands.overwrite',
    method: 'PUT',
    path,
    run(context) {
      const { server, body } = context;
      if (!Array.isArray(body)) throw new Refusal(50035, { _errors: [{ code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }] });
      const before = these(context);
      refuseInvalid(commandProblems(body));
      for (const command of before) server.world.commands.delete(command.id);
      const after = body.map((one: Loose) =>
        put(
          context,
          one,
          before.find((known) => isSame(known.body, one)),
        ),
      );
      return ok(after.map(commandJson(server.world)));
    },
  },
  {
    ...COMMON,
    name: 'commands.create',
    method: 'POST',
    path,
    run(context) {
      const { server, body } = context;
      const before = these(context);
      const same = before.find((known) => isSame(known.body, body));
      const others = before.filter((known) => known !== same).map((known) => known.body);
      refuseInvalid(commandProblems([...others, body]).map((problem) => ({ ...problem, path: problem.path.slice(1) })));
      const shown = commandJson(server.world)(put(context, body, same));
      return same ? ok(shown) : created(shown);
    },
  },
  {
    ...COMMON,
    name: 'commands.edit',
    method: 'PATCH',
    path: `${path}/:command`,
    run(context) {
      const command = named(context);
      const body = { ...command.body, ...context.body };
      refuseInvalid(commandProblems([body]).map((problem) => ({ ...problem, path: problem.path.slice(1) })));
      return ok(commandJson(context.server.world)(put(context, body, command)));
    },
  },
  {
    ...COMMON,
    name: 'commands.delete',
    method: 'DELETE',
    path: `${path}/:command`,
    run(context) {
      context.server.world.commands.delete(named(context).id);
      return NOTHING;
    },
  },
]);

function these({ server: { world }, params }: Context): Command[] {
  if (params.app !== world.app.id) throw new Refusal(20012);
  if (params.guild !== undefined && !world.guilds.get(params.guild)?.members.has(world.app.id)) throw new Refusal(50001);
  return [...world.commands.values()].filter((command) => command.guild === (params.guild ?? null));
}

function named(context: Context): Command {
  const command = these(context).find((one) => one.id === context.params.command);
  if (!command) throw new Refusal(10063);
  return command;
}

/** A command keeps its id when one of its name and kind was there, and its version when nothing changed. */
function put({ server: { world }, params }: Context, body: Loose, known: Command | undefined): Command {
  const unchanged = known !== undefined && isDeepStrictEqual(known.body, body);
  const command: Command = {
    id: known?.id ?? world.ids.snowflake(),
    guild: params.guild ?? null,
    body,
    version: unchanged ? known.version : world.ids.snowflake(),
  };
  world.commands.set(command.id, command);
  return command;
}

function isSame(known: Loose, body: Loose): boolean {
  return known.name === body?.name && (known.type ?? 1) === (body?.type ?? 1);
}

function commandJson(world: World) {
  return ({ id, guild, body, version }: Command): Loose => ({
    id,
    application_id: world.app.id,
    version,
    default_member_permissions: null,
    type: 1,
    nsfw: false,
    description: '',
    ...(guild === null && { dm_permission: true, contexts: null, integration_types: [0] }),
    ...body,
    ...(guild !== null && { guild_id: guild }),
  });
}
