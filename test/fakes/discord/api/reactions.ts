/** Reactions of the app: taken and counted, no more. docs.discord.com/developers/resources/message#create-reaction */
import { P } from '../world/permissions.ts';
import * as buckets from './buckets.ts';
import { messageOf, mustBeOpen, visibleChannelOf } from './find.ts';
import { NOTHING, type Route } from './route.ts';

export const reactionRoutes: readonly Route[] = (['PUT', 'DELETE'] as const).map((method) => ({
  name: method === 'PUT' ? 'reaction.add' : 'reaction.remove',
  method,
  path: 'channels/:channel/messages/:message/reactions/:emoji/@me',
  bucket: buckets.REACTIONS,
  auth: 'bot' as const,
  run(context) {
    const channel = visibleChannelOf(context, P.ReadMessageHistory, P.AddReactions);
    messageOf(context, channel);
    mustBeOpen(channel);
    return NOTHING;
  },
}));
