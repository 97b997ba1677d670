/** Threads and channels: opening, changing, joining, deleting. docs.discord.com/developers/resources/channel */
import { integer, list, object, one, type Problem, snowflake, text } from '../limits/schema.ts';
import { type Channel, isThread } from '../world/channel.ts';
import { activeThreads, channelJson, ownThreadMember, threadMemberJson } from '../world/json.ts';
import { messageJson } from '../world/message-json.ts';
import { may, P, sending } from '../world/permissions.ts';
import { post } from '../world/posting.ts';
import { changeThread, deleteThread, joinThread, leaveThread, openThread, openThreadFrom } from '../world/threads.ts';
import * as buckets from './buckets.ts';
import { guildOfCall, messageOf, mustBeOpen, mustMay, visibleChannelOf } from './find.ts';
import { newContent, refuseInvalid } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, created, NOTHING, ok, type Route } from './route.ts';

const ARCHIVE_AFTER = one(60, 1440, 4320, 10_080);
const NEW_THREAD = object({
  'name!': text(100, 1),
  auto_archive_duration: ARCHIVE_AFTER,
  type: one(10, 11, 12),
  rate_limit_per_user: integer(0, 21_600),
  applied_tags: list(snowflake, 5),
});
const CHANGED_THREAD = object({ name: text(100, 1), auto_archive_duration: ARCHIVE_AFTER, applied_tags: list(snowflake, 5) });

export const threadRoutes: readonly Route[] = [
  {
    name: 'thread.from-message',
    method: 'POST',
    path: 'channels/:channel/messages/:message/threads',
    bucket: buckets.THREADS,
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      const channel = visibleChannelOf(context, P.CreatePublicThreads, P.ReadMessageHistory);
      if (channel.kind !== 'text' && channel.kind !== 'announcement') throw new Refusal(50024);
      const message = messageOf(context, channel);
      check(NEW_THREAD, body);
      if (server.world.channels.has(message.id)) throw new Refusal(160004);
      return created(shown(context, openThreadFrom(server, channel, message, specOf(context))));
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
      check(NEW_THREAD, body);
      if (channel.kind === 'forum') return created(forumPost(context, channel));
      if (channel.kind !== 'text' && channel.kind !== 'announcement') throw new Refusal(50024);
      // Without a type it is private: so says the documentation.
      const isPublic = body.type === 11 || body.type === 10;
      mustMay(context, channel, isPublic ? P.CreatePublicThreads : P.CreatePrivateThreads);
      const thread = openThread(server, channel, { ...specOf(context), kind: isPublic ? 'public-thread' : 'private-thread' });
      if (isPublic) post(server, channel, { author: server.world.app.id, type: 18, content: thread.name });
      return created(shown(context, thread));
    },
  },
  {
    name: 'channel.get',
    method: 'GET',
    path: 'channels/:channel',
    bucket: buckets.CHANNELS,
    auth: 'bot',
    run: (context) => ok(shown(context, visibleChannelOf(context))),
  },
  {
    name: 'channel.edit',
    method: 'PATCH',
    path: 'channels/:channel',
    bucket: buckets.CHANNELS,
    within: (body) => (body.name === undefined ? null : buckets.RENAMES),
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      const { world } = server;
      const channel = visibleChannelOf(context);
      if (!isThread(channel)) throw new Refusal(50024);
      check(CHANGED_THREAD, body);
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
      return ok(shown(context, channel));
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
  {
    name: 'thread.join',
    method: 'PUT',
    path: 'channels/:channel/thread-members/:user',
    bucket: buckets.THREAD_MEMBERS,
    auth: 'bot',
    run(context) {
      const thread = threadOf(context, sendingIfOthers(context));
      mustBeOpen(thread);
      joinThread(context.server, thread, memberOf(context));
      return NOTHING;
    },
  },
  {
    name: 'thread.leave',
    method: 'DELETE',
    path: 'channels/:channel/thread-members/:user',
    bucket: buckets.THREAD_MEMBERS,
    auth: 'bot',
    run(context) {
      const thread = threadOf(context, context.params.user === '@me' ? [] : [P.ManageThreads]);
      mustBeOpen(thread);
      leaveThread(context.server, thread, memberOf(context));
      return NOTHING;
    },
  },
  {
    name: 'thread.member',
    method: 'GET',
    path: 'channels/:channel/thread-members/:user',
    bucket: buckets.CHANNELS,
    auth: 'bot',
    run(context) {
      const thread = threadOf(context, []);
      const user = memberOf(context);
      if (!thread.thread?.members.has(user)) throw new Refusal(10007);
      return ok(threadMemberJson(context.server.world, thread, user));
    },
  },
  {
    name: 'thread.members',
    method: 'GET',
    path: 'channels/:channel/thread-members',
    bucket: buckets.CHANNELS,
    auth: 'bot',
    run(context) {
      const thread = threadOf(context, []);
      if (!context.server.world.app.membersIntent) throw new Refusal(50001);
      return ok([...(thread.thread?.members ?? [])].map((user) => threadMemberJson(context.server.world, thread, user)));
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
  return { ...shown(context, thread), message: messageJson(world, message) };
}

function specOf({ server, body }: Context) {
  return { name: String(body.name), owner: server.world.app.id, ...(body.auto_archive_duration && { autoArchiveMinutes: Number(body.auto_archive_duration) }) };
}

function shown({ server: { world } }: Context, channel: Channel) {
  return { ...channelJson(world, channel), ...ownThreadMember(world, channel) };
}

function threadOf(context: Context, needed: readonly bigint[]): Channel {
  const channel = visibleChannelOf(context, ...needed);
  if (!isThread(channel)) throw new Refusal(50024);
  return channel;
}

function sendingIfOthers({ params }: Context): readonly bigint[] {
  return params.user === '@me' ? [] : [P.SendMessagesInThreads];
}

function memberOf({ params, server: { world } }: Context): string {
  const user = params.user === '@me' ? world.app.id : (params.user ?? '');
  if (!world.users.has(user)) throw new Refusal(10013);
  return user;
}

function check(shape: typeof NEW_THREAD, body: unknown): void {
  const problems: Problem[] = [];
  shape(body, [], problems);
  refuseInvalid(problems);
}
