/** conversations.*: reading channels and threads, joining them, opening direct messages. */
import { channelJson, messageJson } from '../world/json.ts';
import { type Channel, isMember, type Message, publicMessages } from '../world/workspace.ts';
import { directChannel } from './direct-channel.ts';
import { channelOf, memberChannelOf, page, scopeFor } from './find.ts';
import type { Context, Methods } from './method.ts';
import { Refusal } from './refusal.ts';
import { truthy } from './request.ts';

export const conversationMethods: Methods = {
  'conversations.info': {
    tier: 3,
    scopes: (context) => [scopeFor(context, 'read')],
    run: (context) => ({ channel: channelJson(context.workspace, channelOf(context), context.installed.botUserId) }),
  },
  'conversations.list': {
    tier: 2,
    scopes: ['channels:read'],
    run({ workspace, installed, args }) {
      const kinds = String(args.types ?? 'public_channel').split(',');
      const wanted = [...workspace.channels.values()].filter(
        (channel) =>
          kinds.includes({ public: 'public_channel', private: 'private_channel', im: 'im', mpim: 'mpim' }[channel.kind]) &&
          (channel.kind === 'public' || isMember(channel, installed.botUserId)) &&
          !(truthy(args.exclude_archived) && channel.archived),
      );
      const { items, next } = page(wanted, args, 1000);
      return { channels: items.map((channel) => channelJson(workspace, channel, installed.botUserId)), response_metadata: { next_cursor: next } };
    },
  },
  'conversations.open': {
    tier: 3,
    scopes: (context) => [String(context.args.users ?? '').includes(',') ? 'mpim:write' : 'im:write'],
    run(context) {
      const users = usersIn(context);
      if (users.length === 0) throw new Refusal(context.args.channel ? 'channel_not_found' : 'users_list_not_supplied');
      const channel = directChannel(context, users);
      return { channel: truthy(context.args.return_im) ? channelJson(context.workspace, channel, context.installed.botUserId) : { id: channel.id } };
    },
  },
  'conversations.join': {
    tier: 3,
    scopes: ['channels:join'],
    run(context) {
      const { server, workspace, installed } = context;
      const channel = channelOf(context);
      if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
      if (channel.archived) throw new Refusal('is_archived');
      const already = isMember(channel, installed.botUserId);
      channel.members.add(installed.botUserId);
      if (!already)
        void server.deliver.event(
          workspace,
          {
            type: 'member_joined_channel',
            user: installed.botUserId,
            channel: channel.id,
            channel_type: 'C',
            team: workspace.id,
            event_ts: server.world.ids.ts(),
          },
          installed.botUserId,
        );
      return { channel: channelJson(workspace, channel, installed.botUserId), ...(already && { warning: 'already_in_channel' }) };
    },
  },
  'conversations.members': {
    tier: 4,
    scopes: (context) => [scopeFor(context, 'read')],
    run(context) {
      const { items, next } = page([...channelOf(context).members], context.args, 1000);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.history': {
    tier: 3,
    scopes: (context) => [scopeFor(context, 'history')],
    run(context) {
      const channel = memberChannelOf(context);
      const all = publicMessages(channel).filter((message) => (message.thread === null || message.broadcast) && within(context, message));
      return listed(context, channel, all.toReversed());
    },
  },
  'conversations.replies': {
    tier: 3,
    scopes: (context) => [scopeFor(context, 'history')],
    run(context) {
      const channel = memberChannelOf(context);
      const ts = String(context.args.ts ?? '');
      const named = channel.messages.get(ts);
      const root = named?.thread ?? ts;
      const thread = publicMessages(channel).filter((message) => message.ts === root || message.thread === root);
      if (thread.length === 0) throw new Refusal('thread_not_found');
      // The root comes with every page, whatever the window.
      return listed(
        context,
        channel,
        thread.filter((message) => message.ts === root || within(context, message)),
      );
    },
  },
};

function listed(context: Context, channel: Channel, messages: readonly Message[]): Record<string, unknown> {
  const { items, next } = page(messages, context.args, context.server.world.settings.unlisted ? 15 : 1000);
  const withMetadata = truthy(context.args.include_all_metadata);
  return {
    messages: items.map((message) => messageJson(context.server.world, context.workspace, channel, message, withMetadata)),
    has_more: next !== '',
    ...(next !== '' && { response_metadata: { next_cursor: next } }),
  };
}

function within({ args }: Context, { ts }: Message): boolean {
  const [oldest, latest, exact] = [Number(args.oldest ?? 0), Number(args.latest ?? Number.POSITIVE_INFINITY), truthy(args.inclusive)];
  const at = Number(ts);
  return exact ? at >= oldest && at <= latest : at > oldest && at < latest;
}

function usersIn({ args }: Context): readonly string[] {
  const users = args.users;
  return (Array.isArray(users) ? users : String(users ?? '').split(',')).filter((user: string) => user !== '');
}
