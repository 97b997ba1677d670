/** Who is in a thread. docs.discord.com/developers/resources/channel#join-thread */
import { type Channel, isThread } from '../world/channel.ts';
import { threadMemberJson } from '../world/json.ts';
import { P } from '../world/permissions.ts';
import { joinThread, leaveThread } from '../world/threads.ts';
import * as buckets from './buckets.ts';
import { mustBeOpen, visibleChannelOf } from './find.ts';
import { Refusal } from './refusal.ts';
import { type Context, NOTHING, ok, type Route } from './route.ts';

export const threadMemberRoutes: readonly Route[] = [
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
];

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
