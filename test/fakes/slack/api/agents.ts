/** The state of an agent's session in a thread, as the native Stop button and the status line show it. */
import { memberChannelOf } from './find.ts';
import type { Methods } from './method.ts';
import { Refusal } from './refusal.ts';

const STATUSES = ['active', 'processing', 'suspended', 'closed'];

export const agentMethods: Methods = {
  'agents.sessions.setStatus': {
    tier: 3,
    scopes: ['chat:write'],
    run(context) {
      const { args, server } = context;
      const channel = memberChannelOf(context, args.channel_id);
      if (!STATUSES.includes(args.status)) throw new Refusal('invalid_arguments');
      if (typeof args.title === 'string' && args.title.length > 200) throw new Refusal('invalid_arguments');
      if (!channel.messages.has(String(args.thread_ts ?? ''))) throw new Refusal('thread_not_found');
      server.world.agentStatus.set(`${channel.id} ${args.thread_ts}`, args.status);
      const deaf = args.status === 'processing' && !server.world.app.events.has('agent_session_stopped');
      return {
        status: args.status,
        agent_status: args.status,
        title: args.title ?? '',
        ...(deaf && { warning: 'missing_agent_session_stopped_event_subscription' }),
      };
    },
  },
  'assistant.threads.setStatus': {
    tier: 4,
    scopes: ['assistant:write|chat:write'],
    run(context) {
      const channel = memberChannelOf(context, context.args.channel_id);
      context.server.world.agentStatus.set(`${channel.id} ${context.args.thread_ts}`, String(context.args.status ?? ''));
      return {};
    },
  },
};
