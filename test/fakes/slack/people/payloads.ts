/** What Slack sends when someone types a command, presses something, submits or closes a form. */
import type { Loose } from '../loose.ts';
import { newResponseUrl } from '../response-url.ts';
import type { Server } from '../server-parts.ts';
import { messageJson, viewJson } from '../world/json.ts';
import type { Channel, Message, OpenView, Person, Workspace } from '../world/workspace.ts';

export interface Where {
  readonly server: Server;
  readonly workspace: Workspace;
  readonly person: Person;
}

function newTrigger({ server, workspace, person }: Where): string {
  const id = `${server.world.ids.of('1')}.${workspace.id}.trigger`;
  server.world.triggers.set(id, { team: workspace.id, user: person.id, at: server.world.time.now(), used: false });
  return id;
}

export function commandPayload(where: Where, channel: Channel, command: string, text: string): Loose {
  const { server, workspace, person } = where;
  return {
    token: server.world.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: server.world.app.id,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(server.world, { team: workspace.id, user: person.id, channel: channel.id, ts: null, thread: null }),
    trigger_id: newTrigger(where),
  };
}

export function messageActionPayload(where: Where, channel: Channel, message: Message, callbackId: string): Loose {
  const { server, workspace } = where;
  return {
    ...commonOf(where),
    type: 'message_action',
    action_ts: server.world.ids.ts(),
    callback_id: callbackId,
    trigger_id: newTrigger(where),
    response_url: newResponseUrl(server.world, { team: workspace.id, user: where.person.id, channel: channel.id, ts: null, thread: message.thread }),
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: messageJson(server.world, workspace, channel, message, true),
  };
}

export function globalShortcutPayload(where: Where, callbackId: string): Loose {
  return { ...commonOf(where), type: 'shortcut', action_ts: where.server.world.ids.ts(), callback_id: callbackId, trigger_id: newTrigger(where) };
}

export function pressedInMessage(where: Where, channel: Channel, message: Message, action: Loose): Loose {
  const { server, workspace } = where;
  const ephemeral = message.onlyFor !== null;
  return {
    ...commonOf(where),
    type: 'block_actions',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.thread && { thread_ts: message.thread }),
    },
    trigger_id: newTrigger(where),
    channel: { id: channel.id, name: channelName(channel) },
    // Of a message that only one person sees, Slack sends no copy.
    ...(!ephemeral && { message: messageJson(server.world, workspace, channel, message, true) }),
    state: { values: {} },
    response_url: newResponseUrl(server.world, { team: workspace.id, user: where.person.id, channel: channel.id, ts: message.ts, thread: message.thread }),
    actions: [action],
  };
}

export function pressedInView(where: Where, open: OpenView, action: Loose): Loose {
  return {
    ...commonOf(where),
    type: 'block_actions',
    container: { type: 'view', view_id: open.id },
    trigger_id: newTrigger(where),
    view: viewJson(where.server.world, where.workspace, open),
    actions: [action],
  };
}

export function submissionPayload(where: Where, open: OpenView): Loose {
  return {
    ...commonOf(where),
    type: 'view_submission',
    trigger_id: newTrigger(where),
    view: viewJson(where.server.world, where.workspace, open),
    response_urls: [],
  };
}

export function closedPayload(where: Where, open: OpenView, cleared: boolean): Loose {
  return { ...commonOf(where), type: 'view_closed', view: viewJson(where.server.world, where.workspace, open), is_cleared: cleared };
}

function commonOf({ server, workspace, person }: Where): Loose {
  return {
    token: server.world.app.verificationToken,
    api_app_id: server.world.app.id,
    team: { id: workspace.id, domain: workspace.domain },
    user: { id: person.id, name: person.name, username: person.name, team_id: person.teamId },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function channelName(channel: Channel): string {
  return { public: channel.name, private: 'privategroup', im: 'directmessage', mpim: 'mpdm' }[channel.kind];
}

export function suggestionPayload(where: Where, open: OpenView, block: Loose, element: Loose, typed: string): Loose {
  return {
    ...commonOf(where),
    type: 'block_suggestion',
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
    container: { type: 'view', view_id: open.id },
    view: viewJson(where.server.world, where.workspace, open),
  };
}
