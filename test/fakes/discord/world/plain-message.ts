/** A message with nothing in it but what is given. */
import type { Message } from './message.ts';
import type { World } from './world.ts';

export function plainMessage(world: World, given: Partial<Message> & Pick<Message, 'id' | 'channel' | 'author' | 'type'>): Message {
  return {
    content: '',
    embeds: [],
    components: [],
    flags: 0,
    attachments: [],
    nonce: null,
    replyTo: null,
    onlyFor: null,
    interaction: null,
    at: world.time.now(),
    editedAt: null,
    mentions: { users: [], roles: [], everyone: false },
    ...given,
  };
}
