/** The first answer to an interaction, within 3 s. docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response */
import { choiceProblems } from '../limits/commands.ts';
import { modalProblems } from '../limits/modal.ts';
import type { Loose } from '../loose.ts';
import type { Channel } from '../world/channel.ts';
import type { Interaction } from '../world/interaction.ts';
import { FLAG, type Message } from '../world/message.ts';
import { messageJson } from '../world/message-json.ts';
import { may, P } from '../world/permissions.ts';
import { change, post } from '../world/posting.ts';
import { messageIn } from '../world/world.ts';
import { changedContent, newContent, refuseInvalid } from './message-body.ts';
import { Refusal } from './refusal.ts';
import { type Context, NOTHING, ok, type Route } from './route.ts';

/** What each kind of interaction takes as an answer. A form's answer may change a message only when it came from one. */
const TAKES: Readonly<Record<Interaction['kind'], readonly number[]>> = { 2: [4, 5, 9], 3: [4, 5, 6, 7, 9], 4: [8], 5: [4, 5, 6, 7] };

export const interactionRoutes: readonly Route[] = [
  {
    name: 'interaction.answer',
    method: 'POST',
    path: 'interactions/:interaction/:token/callback',
    bucket: null,
    auth: 'token',
    run(context) {
      const { server, body, query } = context;
      const interaction = waiting(context);
      const channel = server.world.channels.get(interaction.channel);
      if (!channel) throw new Refusal(10003);
      if (!takes(interaction, body.type)) {
        throw new Refusal(50035, {
          type: { _errors: [{ code: 'INTERACTION_RESPONSE_TYPE_INVALID', message: 'This type of answer is not for this interaction' }] },
        });
      }
      // github.com/discord/discord-api-docs/issues/5517
      if (channel.thread?.archived && channel.thread.locked && !may(server.world, channel, server.world.app.id, P.ManageThreads)) throw new Refusal(50083);
      const { message, data } = answer(context, interaction, channel);
      interaction.state = 'answered';
      interaction.settle({ kind: 'answered', type: body.type, data, afterMs: server.world.time.now() - interaction.at });
      return query.get('with_response') === 'true' ? ok(response(context, interaction, message)) : NOTHING;
    },
  },
];

function waiting({ server: { world }, params }: Context): Interaction {
  const interaction = world.interactions.get(params.interaction ?? '');
  if (!interaction || interaction.token !== params.token) throw new Refusal(10062);
  if (interaction.state === 'failed') {
    interaction.late?.(world.time.now() - interaction.at);
    throw new Refusal(10062);
  }
  if (interaction.state === 'answered') {
    world.violations.push({ kind: 'bad-answer', what: interaction.what, id: interaction.id, why: 'answered twice' });
    throw new Refusal(40060);
  }
  return interaction;
}

function takes(interaction: Interaction, type: unknown): boolean {
  if (!TAKES[interaction.kind].includes(Number(type))) return false;
  return !(interaction.kind === 5 && (type === 6 || type === 7) && interaction.source === null);
}

function answer(context: Context, interaction: Interaction, channel: Channel): { message: Message | null; data: Loose } {
  const { server, body } = context;
  const { world } = server;
  const data = body.data ?? {};
  const ephemeral = ((data.flags ?? 0) & FLAG.ephemeral) !== 0;
  const about = { author: world.app.id, interaction: interaction.id, type: typeOf(interaction), onlyFor: ephemeral ? interaction.person : null };
  switch (Number(body.type)) {
    case 4: {
      const message = post(server, channel, { ...newContent(context, channel, data, ephemeral, 'data'), ...about });
      interaction.original = message.id;
      return { message, data };
    }
    case 5: {
      const flags = FLAG.loading | ((data.flags ?? 0) & (FLAG.ephemeral | FLAG.componentsV2));
      const message = post(server, channel, { ...about, flags });
      interaction.original = message.id;
      return { message, data };
    }
    case 6:
    case 7: {
      const message = interaction.source === null ? null : messageIn(world, channel.id, interaction.source);
      if (!message) throw new Refusal(10008);
      interaction.original = message.id;
      if (body.type === 7) {
        if (channel.thread?.archived) throw new Refusal(50083);
        change(server, channel, message, changedContent(context, channel, message, data, 'data'));
      }
      return { message, data };
    }
    case 8:
      refuseInvalid(choiceProblems(data.choices ?? []));
      return { message: null, data };
    case 9:
      refuseInvalid(modalProblems(data));
      world.forms.set(interaction.person, { interaction: interaction.id, modal: data, channel: channel.id, source: interaction.source, filled: new Map() });
      return { message: null, data };
    default:
      throw new Refusal(50035);
  }
}

function typeOf(interaction: Interaction): number {
  if (interaction.kind !== 2) return interaction.source === null ? 0 : 19;
  return interaction.payload.data?.type === 3 ? 23 : 20;
}

function response({ server: { world }, body }: Context, interaction: Interaction, message: Message | null): Loose {
  const about = message && {
    response_message_id: message.id,
    response_message_loading: (message.flags & FLAG.loading) !== 0,
    response_message_ephemeral: (message.flags & FLAG.ephemeral) !== 0,
  };
  return {
    interaction: {
      id: interaction.id,
      type: interaction.kind,
      channel_id: interaction.channel,
      ...(interaction.guild && { guild_id: interaction.guild }),
      ...about,
    },
    ...(message && { resource: { type: body.type, message: messageJson(world, message) } }),
  };
}
