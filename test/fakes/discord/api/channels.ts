/** Reading, changing and deleting a channel; of those only threads can be changed here. docs.discord.com/developers/resources/channel#modify-channel */
import { list, object, snowflake, text } from '../limits/schema.ts';
import { isThread } from '../world/channel.ts';
import { channelJson, wholeThreadJson } from '../world/json.ts';
import { may, P, sending } from '../world/permissions.ts';
import { changeThread, deleteThread } from '../world/threads.ts';
import * as buckets from './buckets.ts';
import { visibleChannelOf } from './find.ts';
import { refuseShape } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { ok, type Route } from './route.ts';
import { ARCHIVE_AFTER } from './threads.ts';

const CHANGED_THREAD = object({ name: text(100, 1), auto_archive_duration: ARCHIVE_AFTER, applied_tags: list(snowflake, 5) });

export const channelRoutes: readonly Route[] = [
  {
    name: 'channel.get',
    method: 'GET',
    path: 'channels/:channel',
    bucket: buckets.CHANNELS,
    auth: 'bot',
    run: (context) => ok(wholeThreadJson(context.server.world, visibleChannelOf(context))),
  },
  {
    name: 'channel.edit',
    method: 'PATCH',
    path: 'channels/:channel',
    bucket: buckets.CHANNELS,
    within: ({ body }) => (body.name === undefined ? null : buckets.RENAMES),
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      const { world } = server;
      const channel = visibleChannelOf(context);
      if (!isThread(channel)) throw new Refusal(50024);
      refuseShape(CHANGED_THREAD, body);
      const manages = may(world, channel, world.app.id, P.ManageThreads);
      const opensOnly = Object.keys(body).every((key) => key === 'archived') && body.archived === false;
      if (channel.thread.locked && !manages) throw new Refusal(50013);
      if (opensOnly ? !manages && !may(world, channel, world.app.id, sending(channel)) : !manages && channel.ownerId !== world.app.id) throw new Refusal(50013);
      if (body.locked !== undefined && !manages) throw new Refusal(50013);
      if (channel.thread.archived && body.archived !== false) throw new Refusal(50083);
      changeThread(server, channel, {
        ...(typeof body.archived === 'boolean' && { archived: body.archived }),
        ...(typeof body.locked === 'boolean' && { locked: body.locked }),
        ...(body.auto_archive_duration && { autoArchiveMinutes: body.auto_archive_duration }),
        ...(body.applied_tags && { tags: body.applied_tags.map(String) }),
        ...(body.name && { name: body.name }),
      });
      return ok(wholeThreadJson(context.server.world, channel));
    },
  },
  {
    name: 'channel.delete',
    method: 'DELETE',
    path: 'channels/:channel',
    bucket: buckets.CHANNELS,
    auth: 'bot',
    run(context) {
      const channel = visibleChannelOf(context, P.ManageThreads);
      if (!isThread(channel)) throw new Refusal(50013);
      deleteThread(context.server, channel);
      return ok(channelJson(context.server.world, channel));
    },
  },
];
