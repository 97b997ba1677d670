/** reactions.*: small signs under a message. */
import { messageJson } from '../world/json.ts';
import type { Message } from '../world/workspace.ts';
import { memberChannelOf, messageOf } from './find.ts';
import type { Context, Methods } from './method.ts';
import { Refusal } from './refusal.ts';

export const reactionMethods: Methods = {
  'reactions.add': {
    tier: 3,
    scopes: ['reactions:write'],
    run(context) {
      const users = usersOf(context);
      if (users.has(context.installed.botUserId)) throw new Refusal('already_reacted');
      users.add(context.installed.botUserId);
      return {};
    },
  },
  'reactions.remove': {
    tier: 2,
    scopes: ['reactions:write'],
    run(context) {
      if (!usersOf(context).delete(context.installed.botUserId)) throw new Refusal('no_reaction');
      return {};
    },
  },
  'reactions.get': {
    tier: 3,
    scopes: ['reactions:read'],
    run(context) {
      const channel = memberChannelOf(context);
      return {
        type: 'message',
        channel: channel.id,
        message: messageJson(context.server.world, context.workspace, channel, messageOf(channel, context.args.timestamp)),
      };
    },
  },
};

function usersOf(context: Context): Set<string> {
  const message: Message = messageOf(memberChannelOf(context), context.args.timestamp);
  const name = String(context.args.name ?? '').replaceAll(':', '');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new Refusal('invalid_name');
  const users = message.reactions.get(name) ?? new Set<string>();
  message.reactions.set(name, users);
  return users;
}
