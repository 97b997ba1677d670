/** chat.*: posting, changing, deleting, saying something to one person only. docs.slack.dev/reference/methods */

import { messageRefusal, TEXT_IS_CUT_AT } from '../limits/message.ts';
import type { Loose } from '../loose.ts';
import { messageJson } from '../world/json.ts';
import { change, post, remove } from '../world/posting.ts';
import { type Channel, isMember, type Message, repliesTo } from '../world/workspace.ts';
import { directChannel } from './direct-channel.ts';
import { channelOf, memberChannelOf, messageOf, personOf, writableChannelOf } from './find.ts';
import type { Context, Methods } from './method.ts';
import { Refusal, refuseWith } from './refusal.ts';
import { truthy } from './request.ts';
import { checkImages } from './slack-images.ts';

export const chatMethods: Methods = {
  'chat.postMessage': {
    tier: 'posting',
    scopes: ['chat:write'],
    run(context) {
      const { server, workspace, installed, args } = context;
      const channel = postedTo(context);
      check(context, args, false);
      const text = String(args.text ?? '');
      const cut = text.length > TEXT_IS_CUT_AT;
      const thread = threadOf(context, channel);
      const { message } = post(server, workspace, channel, {
        user: installed.botUserId,
        botId: installed.botId,
        text: cut ? text.slice(0, TEXT_IS_CUT_AT) : text,
        blocks: args.blocks ?? [],
        metadata: args.metadata ?? null,
        thread,
        broadcast: truthy(args.reply_broadcast),
      });
      const shown = messageJson(server.world, workspace, channel, message, true);
      return {
        channel: channel.id,
        ts: message.ts,
        message: shown,
        ...(cut && { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } }),
      };
    },
  },
  'chat.update': {
    tier: 3,
    scopes: ['chat:write'],
    run(context) {
      const { server, workspace, args } = context;
      const channel = memberChannelOf(context);
      const message = ownMessage(context, channel, 'cant_update_message');
      if (channel.archived) throw new Refusal('is_archived');
      check(context, args, true);
      if (args.text === undefined && args.blocks === undefined && args.attachments === undefined && args.metadata === undefined) throw new Refusal('no_text');
      // Text without blocks takes the blocks away; blocks without text leave the text.
      const blocks = args.blocks ?? (args.text === undefined ? undefined : []);
      void change(server, workspace, channel, message, {
        ...(args.text !== undefined && { text: String(args.text) }),
        ...(blocks !== undefined && { blocks }),
        ...(args.metadata !== undefined && { metadata: args.metadata }),
      });
      return { channel: channel.id, ts: message.ts, text: message.text, message: messageJson(server.world, workspace, channel, message, true) };
    },
  },
  'chat.delete': {
    tier: 3,
    scopes: ['chat:write'],
    run(context) {
      const channel = memberChannelOf(context);
      const message = ownMessage(context, channel, 'cant_delete_message');
      void remove(context.server, context.workspace, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.postEphemeral': {
    tier: 4,
    scopes: ['chat:write'],
    run(context) {
      const { server, workspace, installed, args } = context;
      const channel = writableChannelOf(context);
      const person = personOf(context, args.user);
      if (!isMember(channel, person.id)) throw new Refusal('user_not_in_channel');
      check(context, args, false);
      const { message } = post(server, workspace, channel, {
        user: installed.botUserId,
        botId: installed.botId,
        text: String(args.text ?? ''),
        blocks: args.blocks ?? [],
        thread: args.thread_ts ? String(args.thread_ts) : null,
        onlyFor: person.id,
      });
      return { message_ts: message.ts };
    },
  },
  'chat.getPermalink': {
    tier: 'free',
    scopes: [],
    run(context) {
      const channel = channelOf(context);
      const message = messageOf(channel, context.args.message_ts);
      const address = `https://${context.workspace.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
      return { channel: channel.id, permalink: message.thread ? `${address}?thread_ts=${message.thread}&cid=${channel.id}` : address };
    },
  },
};

/** A person's id opens the direct message with them. */
function postedTo(context: Context): Channel {
  const id = String(context.args.channel ?? '');
  if (/^[UW]/.test(id)) return directChannel(context, [id]);
  const channel = channelOf(context);
  const open = channel.kind === 'public' && context.installed.scopes.has('chat:write.public');
  if (!isMember(channel, context.installed.botUserId) && !open) throw new Refusal('not_in_channel');
  if (channel.archived) throw new Refusal('is_archived');
  return channel;
}

/**
 * The thread that a reply goes to. A reply's own ts is taken for its root; a root that was deleted together with its
 * thread does not refuse the reply: it lands in the channel, and only the answer tells (slack-go/slack#1571).
 */
function threadOf({ server, args }: Context, channel: Channel): string | null {
  if (args.thread_ts === undefined || args.thread_ts === '') return null;
  const ts = String(args.thread_ts);
  if (!/^\d{6,}\.\d{6}$/.test(ts)) throw new Refusal('invalid_thread_ts');
  const named = channel.messages.get(ts);
  const root = named?.thread ?? ts;
  if (named && named.onlyFor === null) return root;
  if (repliesTo(channel, ts).length > 0) return ts;
  if (server.world.settings.deletedRoots === 'thread_not_found') throw new Refusal('thread_not_found');
  return null;
}

function ownMessage(context: Context, channel: Channel, refusal: string): Message {
  const message = messageOf(channel, context.args.ts);
  if (message.user !== context.installed.botUserId) throw new Refusal(refusal);
  return message;
}

function check(context: Context, args: Loose, updating: boolean): void {
  const refusal = messageRefusal(args, context.workspace.rejects, updating);
  if (refusal?.errors) throw refuseWith(refusal.error, refusal.errors);
  if (refusal) throw new Refusal(refusal.error);
  checkImages(context, args.blocks ?? []);
}
