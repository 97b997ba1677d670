/** Opening threads, from a message, alone or in a forum, and listing them. docs.discord.com/developers/resources/channel#start-thread-from-message */
import { integer, list, object, one, snowflake, text } from '../limits/schema.ts';
import type { Channel } from '../world/channel.ts';
import { activeThreads, channelJson, threadMemberJson, wholeThreadJson } from '../world/json.ts';
import { messageJson } from '../world/message-json.ts';
import { P } from '../world/permissions.ts';
import { post } from '../world/posting.ts';
import { openThread, openThreadFrom } from '../world/threads.ts';
import * as buckets from './buckets.ts';
import { guildOfCall, messageOf, mustMay, visibleChannelOf } from './find.ts';
import { newContent, refuseShape } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, created, ok, type Route } from './route.ts';

export const ARCHIVE_AFTER = one(60, 1440, 4320, 10_080);
const NEW_THREAD = object({
  'name!': text(100, 1),
  auto_archive_duration: ARCHIVE_AFTER,
  type: one(10, 11, 12),
  rate_limit_per_user: integer(0, 21_600),
  applied_tags: list(snowflake, 5),
});

export const threadRoutes: readonly Route[] = [
  {
    name: 'thread.from-message',
    method: 'POST',
    path: 'channels/:channel/messages/:message/threads',
    bucket: buckets.THREADS,
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      // The documentation does not say whether the message's history has to be readable: the stricter of both.
      const channel = visibleChannelOf(context, P.CreatePublicThreads, P.ReadMessageHistory);
      if (channel.kind !== 'text' && channel.kind !== 'announcement') throw new Refusal(50024);
      const message = messageOf(context, channel);
      refuseShape(NEW_THREAD, body);
      if (server.world.channels.has(message.id)) throw new Refusal(160004);
      return created(wholeThreadJson(context.server.world, openThreadFrom(server, channel, message, specOf(context))));
    },
  },
  {
    name: 'thread.create',
    method: 'POST',
    path: 'channels/:channel/threads',
    bucket: buckets.THREADS,
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      const channel = visibleChannelOf(context);
      refuseShape(NEW_THREAD, body);
      if (channel.kind === 'forum') return created(forumPost(context, channel));
      if (channel.kind !== 'text' && channel.kind !== 'announcement') throw new Refusal(50024);
      // Without a type it is private: so says the documentation.
      const isPublic = body.type === 11 || body.type === 10;
      mustMay(context, channel, isPublic ? P.CreatePublicThreads : P.CreatePrivateThreads);
      const thread = openThread(server, channel, { ...specOf(context), kind: isPublic ? 'public-thread' : 'private-thread' });
      if (isPublic) post(server, channel, { author: server.world.app.id, type: 18, content: thread.name });
      return created(wholeThreadJson(context.server.world, thread));
    },
  },
  {
    name: 'threads.active',
    method: 'GET',
    path: 'guilds/:guild/threads/active',
    bucket: buckets.GUILDS,
    auth: 'bot',
    run(context) {
      const { world } = context.server;
      const threads = activeThreads(world, guildOfCall(context).id);
      const joined = threads.filter((thread) => thread.thread?.members.has(world.app.id));
      return ok({
        threads: threads.map((thread) => channelJson(world, thread)),
        members: joined.map((thread) => threadMemberJson(world, thread, world.app.id)),
      });
    },
  },
  {
    name: 'threads.archived',
    method: 'GET',
    path: 'channels/:channel/threads/archived/public',
    bucket: buckets.CHANNELS,
    auth: 'bot',
    run(context) {
      const { world } = context.server;
      const parent = visibleChannelOf(context, P.ReadMessageHistory);
      const threads = [...world.channels.values()].filter((one) => one.parent === parent.id && one.kind === 'public-thread' && one.thread?.archived);
      return ok({ threads: threads.map((thread) => channelJson(world, thread)), members: [], has_more: false });
    },
  },
];

function forumPost(context: Context, forum: Channel) {
  const { server, body } = context;
  const { world } = server;
  mustMay(context, forum, P.SendMessages);
  const tags: string[] = (body.applied_tags ?? []).map(String);
  if (forum.requiresTag && tags.length === 0)
    throw new Refusal(50035, {
      applied_tags: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'A tag is required to create a forum post in this channel' }] },
    });
  if (tags.some((tag) => !forum.tags.some((one) => one.id === tag)))
    throw new Refusal(50035, { applied_tags: { _errors: [{ code: 'UNKNOWN_TAG', message: 'Unknown tag' }] } });
  const content = newContent(context, forum, body.message ?? {}, false, 'message');
  const id = world.ids.snowflake();
  const thread = openThread(server, forum, { ...specOf(context), id, kind: 'public-thread', tags });
  const message = post(server, thread, { ...content, author: world.app.id, id });
  return { ...wholeThreadJson(context.server.world, thread), message: messageJson(world, message) };
}

function specOf({ server, body }: Context) {
  return { name: String(body.name), owner: server.world.app.id, ...(body.auto_archive_duration && { autoArchiveMinutes: Number(body.auto_archive_duration) }) };
}
