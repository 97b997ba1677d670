/** What an app hears of messages: `message` events of the channels it is in, and a second event when it is mentioned. */
import { liveIn } from '../seen/live.ts';
import type { Server } from '../server-parts.ts';
import { messageJson } from '../world/json.ts';
import { type Channel, isMember, type Message, type Workspace } from '../world/workspace.ts';

export type Happened =
  | { readonly kind: 'posted'; readonly message: Message }
  | { readonly kind: 'changed'; readonly message: Message; readonly before: Message }
  | { readonly kind: 'deleted'; readonly message: Message };

const CHANNEL_TYPE = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

export async function hearMessage(server: Server, workspace: Workspace, channel: Channel, happened: Happened): Promise<void> {
  const { world } = server;
  const bot = workspace.installed?.botUserId;
  if (bot === undefined || !isMember(channel, bot)) return;
  const { message } = happened;
  if (message.user === bot && !world.settings.hearsItself) return;
  const at = happened.kind === 'posted' ? message.ts : world.ids.ts();
  const where = { channel: channel.id, channel_type: CHANNEL_TYPE[channel.kind], event_ts: at };
  const shown = messageJson(world, workspace, channel, message, true);
  const hear = () => server.deliver.event(workspace, eventOf(happened), message.user);
  // In direct messages there is no second event: the message itself is to the app.
  const isMention = happened.kind === 'posted' && channel.kind !== 'im' && message.user !== bot && liveIn(message.text, []).users.includes(bot);
  const { files, ...bare } = shown;
  const lacksFiles = world.settings.mentionsLackFiles && files !== undefined;
  const hearMention = () =>
    server.deliver.event(workspace, { ...(lacksFiles ? bare : shown), type: 'app_mention', channel: channel.id, event_ts: at }, message.user);
  if (isMention && lacksFiles) {
    await hearMention();
    await hear();
  } else await Promise.all(isMention ? [hear(), hearMention()] : [hear()]);

  function eventOf(what: Happened): Record<string, unknown> & { readonly type: string } {
    switch (what.kind) {
      case 'posted':
        return { ...shown, type: 'message', ...where, ...(message.thread && { parent_user_id: channel.messages.get(message.thread)?.user }) };
      case 'changed':
        return {
          type: 'message',
          subtype: 'message_changed',
          hidden: true,
          ts: at,
          ...where,
          message: shown,
          previous_message: messageJson(world, workspace, channel, what.before, true),
        };
      case 'deleted':
        return { type: 'message', subtype: 'message_deleted', hidden: true, ts: at, deleted_ts: message.ts, ...where, previous_message: shown };
      default:
        throw new Error(`unknown: ${JSON.stringify(what satisfies never)}`);
    }
  }
}
