/** People, channels, messages, files and views as the Web API and events show them. */
import type { Loose } from '../loose.ts';
import { type Channel, type Message, type OpenView, type Person, repliesTo, type SharedFile, type Workspace } from './workspace.ts';
import type { World } from './world.ts';

export function messageJson(world: World, workspace: Workspace, channel: Channel, message: Message, withMetadata = false): Loose {
  const replies = message.thread === null ? repliesTo(channel, message.ts) : [];
  if (message.tombstone)
    return {
      type: 'message',
      subtype: 'tombstone',
      hidden: true,
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      ts: message.ts,
      ...threadJson(message, replies),
    };
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    user: message.user,
    ...(message.botId && {
      bot_id: message.botId,
      app_id: world.app.id,
      bot_profile: { id: message.botId, app_id: world.app.id, name: world.app.botName, team_id: workspace.id, deleted: false },
    }),
    text: message.text,
    ts: message.ts,
    ...teamsOf(workspace, message),
    ...(message.clientMsgId && { client_msg_id: message.clientMsgId }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.files.length > 0 && { files: message.files.flatMap((id) => fileInMessage(world, workspace, workspace.files.get(id))) }),
    ...(message.editedTs && { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.metadata && withMetadata && { metadata: message.metadata }),
    ...(message.reactions.size > 0 && { reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })) }),
    ...threadJson(message, replies),
  };
}

/** Someone from outside writes from their own workspace. */
function teamsOf(workspace: Workspace, message: Message): Loose {
  const team = workspace.people.get(message.user)?.teamId ?? workspace.id;
  return team === workspace.id ? { team } : { team, user_team: team, source_team: team };
}

function threadJson(message: Message, replies: readonly Message[]): Loose {
  if (message.thread !== null) return { thread_ts: message.thread };
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    subscribed: true,
  };
}

export function personJson(workspace: Workspace, person: Person): Loose {
  const is = (...kinds: readonly Person['kind'][]) => kinds.includes(person.kind);
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    real_name: person.realName,
    deleted: is('deactivated'),
    tz: person.tz,
    tz_offset: 3600,
    profile: { real_name: person.realName, display_name: person.name, team: person.teamId },
    is_admin: is('admin', 'owner'),
    is_owner: is('owner'),
    is_primary_owner: is('owner'),
    is_restricted: is('guest', 'single-channel guest'),
    is_ultra_restricted: is('single-channel guest'),
    is_bot: is('bot'),
    is_app_user: false,
    ...(person.teamId !== workspace.id && { is_stranger: is('external') }),
    updated: 1_700_000_000,
  };
}

export function channelJson(workspace: Workspace, channel: Channel, viewer: string): Loose {
  const direct = channel.kind === 'im';
  return {
    id: channel.id,
    ...(direct ? { user: [...channel.members].find((user) => user !== viewer) } : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === 'public' || channel.kind === 'private',
    is_group: false,
    is_im: direct,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    is_member: channel.members.has(viewer),
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    context_team_id: workspace.id,
    num_members: channel.members.size,
    created: 1_700_000_000,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

function fileInMessage(world: World, workspace: Workspace, file: SharedFile | undefined): Loose[] {
  return file?.connect
    ? [{ id: file.id, created: 1_700_000_000, user: file.user, mode: 'file_access', file_access: 'check_file_info' }]
    : fileJson(world, workspace, file);
}

export function fileJson(world: World, workspace: Workspace, file: SharedFile | undefined): Loose[] {
  if (!file) return [];
  const name = encodeURIComponent(file.name);
  const address = `${world.origin}/files-pri/${workspace.id}-${file.id}`;
  return [
    {
      id: file.id,
      created: 1_700_000_000,
      timestamp: 1_700_000_000,
      name: file.name,
      title: file.title,
      mimetype: file.mimetype,
      filetype: file.name.split('.').at(-1) ?? 'text',
      pretty_type: file.mimetype,
      user: file.user,
      user_team: workspace.id,
      size: file.bytes.length,
      mode: file.state === 'deleted' ? 'tombstone' : 'hosted',
      is_external: false,
      is_public: false,
      url_private: `${address}/${name}`,
      url_private_download: `${address}/download/${name}`,
      permalink: `https://${workspace.domain}.slack.com/files/${file.user}/${file.id}/${name}`,
      channels: [...file.channels],
      shares: { public: Object.fromEntries(file.shares.map((share) => [share.channel, [{ ts: share.ts }]])) },
      ...(file.altText && { alt_txt: file.altText }),
      file_access: 'visible',
    },
  ];
}

export function viewJson(world: World, workspace: Workspace, open: OpenView): Loose {
  return {
    id: open.id,
    team_id: workspace.id,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    ...open.view,
    state: { values: Object.fromEntries([...open.filled].map(([block, actions]) => [block, Object.fromEntries(actions)])) },
    hash: open.hash,
    previous_view_id: open.previousId,
    root_view_id: open.rootId,
    app_id: world.app.id,
    app_installed_team_id: workspace.id,
    bot_id: workspace.installed?.botId ?? null,
  };
}
