/** channels/{id}/messages: posting, reading, changing and deleting. docs.discord.com/developers/resources/message */

import type { Channel } from '../world/channel.ts';
import { FLAG, type Message } from '../world/message.ts';
import { isAlwaysReadable, messageJson } from '../world/message-json.ts';
import { may, P } from '../world/permissions.ts';
import { change, post, remove } from '../world/posting.ts';
import { messageIn, type World } from '../world/world.ts';
import * as buckets from './buckets.ts';
import { messageOf, mustBeOpen, visibleChannelOf, writableChannelOf } from './find.ts';
import { changedContent, newContent, refuseInvalid } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, NOTHING, ok, type Route } from './route.ts';

/** "The past few minutes". */
const NONCES_LIVE_MS = 5 * 60_000;
const OLD_AFTER_MS = 60 * 60_000;

export const messageRoutes: readonly Route[] = [
  {
    name: 'message.post',
    method: 'POST',
    path: 'channels/:channel/messages',
    bucket: buckets.POSTS,
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      const { world } = server;
      const channel = writableChannelOf(context, context.uploads.length > 0);
      const content = newContent(context, channel, body, false);
      const answered = answeredBy(context, channel);
      const key = `${world.app.id} ${channel.id} ${body.nonce}`;
      const earlier = body.enforce_nonce && body.nonce !== undefined ? world.nonces.get(key) : undefined;
      const known = earlier && world.time.now() - earlier.at < NONCES_LIVE_MS ? messageIn(world, earlier.channel, earlier.message) : null;
      if (known) return ok(messageJson(world, known));
      const message = post(server, channel, { ...content, author: world.app.id, nonce: body.nonce ?? null, replyTo: answered });
      if (body.nonce !== undefined && body.nonce !== null) world.nonces.set(key, { message: message.id, channel: channel.id, at: world.time.now() });
      return ok(messageJson(world, message));
    },
  },
  {
    name: 'message.list',
    method: 'GET',
    path: 'channels/:channel/messages',
    bucket: buckets.READS,
    auth: 'bot',
    run(context) {
      const { query, server } = context;
      const channel = visibleChannelOf(context);
      if (!may(server.world, channel, server.world.app.id, P.ReadMessageHistory)) return ok([]);
      const limit = Number(query.get('limit') ?? 50);
      if (!(limit >= 1 && limit <= 100)) refuseInvalid([{ path: ['limit'], code: 'NUMBER_TYPE_RANGE', message: 'int value should be between 1 and 100.' }]);
      const all = [...channel.messages.values()].filter((message) => message.onlyFor === null).toSorted((a, b) => (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
      return ok(paged(all, query, limit).map((message) => readable(context, message)));
    },
  },
  {
    name: 'message.get',
    method: 'GET',
    path: 'channels/:channel/messages/:message',
    bucket: buckets.READS,
    auth: 'bot',
    run(context) {
      const channel = visibleChannelOf(context, P.ReadMessageHistory);
      return ok(readable(context, messageOf(context, channel)));
    },
  },
  {
    name: 'message.edit',
    method: 'PATCH',
    path: 'channels/:channel/messages/:message',
    bucket: buckets.EDITS,
    within: ({ server: { world }, params }) => (isOld(world, params.channel ?? '', params.message ?? '') ? buckets.OLD_EDITS : null),
    auth: 'bot',
    run(context) {
      const { server, body } = context;
      const channel = visibleChannelOf(context);
      const message = messageOf(context, channel);
      if (message.author !== server.world.app.id) throw new Refusal(50005);
      mustBeOpen(channel);
      change(server, channel, message, changedContent(context, channel, message, body));
      return ok(messageJson(server.world, message));
    },
  },
  {
    name: 'message.delete',
    method: 'DELETE',
    path: 'channels/:channel/messages/:message',
    bucket: buckets.DELETES,
    auth: 'bot',
    run(context) {
      const { server } = context;
      const channel = visibleChannelOf(context);
      const message = messageOf(context, channel);
      mustBeOpen(channel);
      if (message.author !== server.world.app.id && !may(server.world, channel, server.world.app.id, P.ManageMessages)) throw new Refusal(50013);
      remove(server, channel, message);
      return NOTHING;
    },
  },
  {
    name: 'typing',
    method: 'POST',
    path: 'channels/:channel/typing',
    bucket: buckets.POSTS,
    auth: 'bot',
    run(context) {
      writableChannelOf(context, false);
      return NOTHING;
    },
  },
];

function isOld(world: World, channel: string, id: string): boolean {
  const message = messageIn(world, channel, id);
  return message !== null && world.time.now() - message.at > OLD_AFTER_MS;
}

function answeredBy({ body }: Context, channel: Channel): string | null {
  const reference = body.message_reference;
  if (!reference || (reference.type ?? 0) !== 0) return null;
  const known = channel.messages.get(String(reference.message_id));
  if (known && (known.flags & FLAG.ephemeral) === 0) return known.id;
  if (reference.fail_if_not_exists === false) return null;
  throw new Refusal(50035, { message_reference: { _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }] } });
}

/** `all` is newest first, and so is the page. */
function paged(all: readonly Message[], query: URLSearchParams, limit: number): readonly Message[] {
  const [before, after, around] = [query.get('before'), query.get('after'), query.get('around')];
  if (before) return all.filter((message) => BigInt(message.id) < BigInt(before)).slice(0, limit);
  if (after) return all.filter((message) => BigInt(message.id) > BigInt(after)).slice(-limit);
  if (!around) return all.slice(0, limit);
  const at = all.findIndex((message) => BigInt(message.id) <= BigInt(around));
  return all.slice(Math.max(0, at - Math.floor(limit / 2))).slice(0, limit);
}

/** Without the Message Content switch the text of others is empty here too. */
function readable({ server: { world } }: Context, message: Message) {
  return messageJson(world, message, world.app.messageContent || isAlwaysReadable(world, message));
}
