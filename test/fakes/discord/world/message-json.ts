/** A message as Discord writes it, to an app that may read it or that may not. */
import type { Loose } from '../loose.ts';
import { CHANNEL_TYPE } from './channel.ts';
import { channelJson, memberJson, userJson } from './json.ts';
import { FLAG, type Message, type StoredFile } from './message.ts';
import type { World } from './world.ts';

/** Discord's links to files end after a day. */
const LINK_LIVES_MS = 24 * 3_600_000;

export function messageJson(world: World, message: Message, readable = true, depth = 0): Loose {
  const channel = world.channels.get(message.channel);
  const guild = channel?.guild ? world.guilds.get(channel.guild) : undefined;
  const author = world.users.get(message.author);
  const interaction = message.interaction === null ? undefined : world.interactions.get(message.interaction);
  const asker = interaction && world.users.get(interaction.person);
  // What starts a thread points out of it.
  const pointsTo = message.type === 21 ? (world.channels.get(channel?.parent ?? '') ?? channel) : channel;
  const answered = message.replyTo === null ? undefined : pointsTo?.messages.get(message.replyTo);
  const thread = world.channels.get(message.id);
  return {
    id: message.id,
    channel_id: message.channel,
    type: message.type,
    author: author ? userJson(author) : { id: message.author, username: 'gone', discriminator: '0', global_name: null, avatar: null },
    content: readable ? message.content : '',
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    attachments: readable ? message.attachments.flatMap((id) => filesJson(world, id)) : [],
    flags: message.flags,
    timestamp: new Date(message.at).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    pinned: false,
    mention_everyone: message.mentions.everyone,
    mention_roles: message.mentions.roles,
    mentions: message.mentions.users.flatMap((id) => {
      const user = world.users.get(id);
      return user ? [{ ...userJson(user), ...(guild?.members.get(id) && { member: memberJson(world, guild.members.get(id) as Loose, false) }) }] : [];
    }),
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.replyTo !== null && {
      message_reference: { type: 0, channel_id: pointsTo?.id ?? message.channel, message_id: message.replyTo, ...(guild && { guild_id: guild.id }) },
      ...(depth === 0 && { referenced_message: answered ? messageJson(world, answered, readable, 1) : null }),
    }),
    ...(interaction &&
      asker && {
        application_id: world.app.id,
        webhook_id: world.app.id,
        interaction_metadata: {
          id: interaction.id,
          type: interaction.kind,
          user: userJson(asker),
          authorizing_integration_owners: { 0: interaction.guild ?? '0' },
        },
      }),
    ...((message.flags & FLAG.hasThread) !== 0 && thread && { thread: channelJson(world, thread) }),
  };
}

/** With what only an event says besides: the guild, and the author as its member. */
export function messageEventJson(world: World, message: Message, readable: boolean): Loose {
  const channel = world.channels.get(message.channel);
  const guild = world.guilds.get(channel?.guild ?? '');
  const member = guild?.members.get(message.author);
  return {
    ...messageJson(world, message, readable),
    ...(channel && { channel_type: CHANNEL_TYPE[channel.kind] }),
    ...(guild && { guild_id: guild.id }),
    ...(member && { member: memberJson(world, member, false) }),
  };
}

/** What an app without the Message Content intent may read all the same. */
export function isAlwaysReadable(world: World, message: Message): boolean {
  const channel = world.channels.get(message.channel);
  return message.author === world.app.id || channel?.kind === 'dm' || message.mentions.users.includes(world.app.id);
}

export function fileJson(world: World, file: StoredFile): Loose {
  const until = Math.floor((world.time.now() + LINK_LIVES_MS) / 1000).toString(16);
  const url = `${world.origin}/attachments/${file.channel}/${file.id}/${encodeURIComponent(file.name)}?ex=${until}&is=0&hm=0`;
  return {
    id: file.id,
    filename: file.name,
    size: file.bytes.length,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(file.description !== null && { description: file.description }),
    ...(file.contentType.startsWith('image/') && { width: 1, height: 1 }),
    ...(file.ephemeral && { ephemeral: true }),
  };
}

function filesJson(world: World, id: string): Loose[] {
  const file = world.files.get(id);
  return file ? [fileJson(world, file)] : [];
}
