/** What follows the first answer, by the interaction's token, for 15 min. docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
import type { Channel } from '../world/channel.ts';
import { type Interaction, TOKEN_LIVES_MS } from '../world/interaction.ts';
import { FLAG, type Message } from '../world/message.ts';
import { messageJson } from '../world/message-json.ts';
import { change, fulfil, post, remove } from '../world/posting.ts';
import * as buckets from './buckets.ts';
import { changedContent, newContent } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, NOTHING, ok, type Route } from './route.ts';

const COMMON = { bucket: buckets.WEBHOOK, auth: 'token' } as const;

export const webhookRoutes: readonly Route[] = [
  {
    ...COMMON,
    name: 'followup.post',
    method: 'POST',
    path: 'webhooks/:app/:token',
    run(context) {
      const { server, body } = context;
      const { interaction, channel } = named(context);
      const original = interaction.original === null ? undefined : channel.messages.get(interaction.original);
      const loading = original !== undefined && (original.flags & FLAG.loading) !== 0;
      // The first to follow takes the place of "thinking", and is private when that was.
      const ephemeral = loading ? (original.flags & FLAG.ephemeral) !== 0 : ((body.flags ?? 0) & FLAG.ephemeral) !== 0;
      const content = newContent(context, channel, body, ephemeral);
      if (loading) {
        fulfil(server, channel, original, content);
        return ok(messageJson(server.world, original));
      }
      const onlyFor = ephemeral ? interaction.person : null;
      const replyTo = interaction.original;
      return ok(messageJson(server.world, post(server, channel, { ...content, author: server.world.app.id, interaction: interaction.id, onlyFor, replyTo })));
    },
  },
  {
    ...COMMON,
    name: 'followup.get',
    method: 'GET',
    path: 'webhooks/:app/:token/messages/:message',
    run: (context) => ok(messageJson(context.server.world, namedMessage(context).message)),
  },
  {
    ...COMMON,
    name: 'followup.edit',
    method: 'PATCH',
    path: 'webhooks/:app/:token/messages/:message',
    run(context) {
      const { server, body } = context;
      const { channel, message } = namedMessage(context);
      if (channel.thread?.archived) throw new Refusal(50083);
      const content = changedContent(context, channel, message, body);
      if ((message.flags & FLAG.loading) !== 0) fulfil(server, channel, message, content);
      else change(server, channel, message, content);
      return ok(messageJson(server.world, message));
    },
  },
  {
    ...COMMON,
    name: 'followup.delete',
    method: 'DELETE',
    path: 'webhooks/:app/:token/messages/:message',
    run(context) {
      const { channel, message } = namedMessage(context);
      remove(context.server, channel, message);
      return NOTHING;
    },
  },
];

function named({ server: { world }, params, route }: Context): { interaction: Interaction; channel: Channel } {
  const interaction = [...world.interactions.values()].find((one) => one.token === params.token);
  if (!interaction || params.app !== world.app.id || interaction.state !== 'answered') {
    if (interaction) world.violations.push({ kind: 'spent-token', route, code: 10015 });
    throw new Refusal(10015);
  }
  if (world.time.now() - interaction.at > TOKEN_LIVES_MS) {
    world.violations.push({ kind: 'spent-token', route, code: 50027 });
    throw new Refusal(50027);
  }
  const channel = world.channels.get(interaction.channel);
  if (!channel) throw new Refusal(10003);
  return { interaction, channel };
}

function namedMessage(context: Context): { channel: Channel; message: Message } {
  const { interaction, channel } = named(context);
  const id = context.params.message === '@original' ? interaction.original : context.params.message;
  const message = channel.messages.get(id ?? '');
  // By this token only what came of this interaction, or the message whose component was used.
  if (!message || (message.interaction !== interaction.id && message.id !== interaction.original)) throw new Refusal(10008);
  return { channel, message };
}
