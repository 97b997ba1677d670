/** Threads come to be, are joined, archived, locked and deleted, and the app hears of it. */
import type { Server } from '../server-parts.ts';
import { watchIdle } from './auto-archive.ts';
import type { Channel, ThreadState } from './channel.ts';
import { channelJson, memberJson, threadMemberJson, wholeThreadJson } from './json.ts';
import { FLAG, type Message } from './message.ts';
import { may, P } from './permissions.ts';
import { plainMessage } from './plain-message.ts';
import { tell } from './tell-message.ts';

export interface ThreadSpec {
  readonly id?: string;
  readonly name: string;
  readonly kind: 'public-thread' | 'private-thread';
  readonly owner: string;
  readonly autoArchiveMinutes?: number;
  readonly tags?: readonly string[];
}

export function openThread(server: Server, parent: Channel, spec: ThreadSpec): Channel {
  const { world } = server;
  const thread: Channel = {
    id: spec.id ?? world.ids.snowflake(),
    kind: spec.kind,
    guild: parent.guild,
    name: spec.name,
    parent: parent.id,
    overwrites: new Map(),
    messages: new Map(),
    ownerId: spec.owner,
    thread: {
      archived: false,
      locked: false,
      archiveChangedAt: world.time.now(),
      autoArchiveMinutes: spec.autoArchiveMinutes ?? 1440,
      members: new Set([spec.owner]),
      tags: spec.tags ?? [],
    },
    recipients: [],
    tags: [],
    requiresTag: false,
  };
  world.channels.set(thread.id, thread);
  watchIdle(server, thread, () => changeThread(server, thread, { archived: true }));
  if (sees(server, thread)) server.gateway.dispatch('THREAD_CREATE', { ...wholeThreadJson(world, thread), newly_created: true }, 'Guilds');
  return thread;
}

/** A thread that grows from a message has its id. */
export function openThreadFrom(server: Server, parent: Channel, message: Message, spec: Omit<ThreadSpec, 'id' | 'kind'>): Channel {
  const thread = openThread(server, parent, { ...spec, id: message.id, kind: 'public-thread' });
  message.flags |= FLAG.hasThread;
  tell(server, 'MESSAGE_UPDATE', parent, message);
  startWith(server, thread, spec.owner);
  return thread;
}

/** What stands at the top of a thread that grew from a message: an empty message of its own kind that points to it. */
function startWith(server: Server, thread: Channel, author: string): void {
  const { world } = server;
  const starter = plainMessage(world, { id: world.ids.snowflake(), channel: thread.id, author, type: 21, replyTo: thread.id });
  thread.messages.set(starter.id, starter);
  tell(server, 'MESSAGE_CREATE', thread, starter);
}

export type ThreadChange = Partial<Pick<ThreadState, 'archived' | 'locked' | 'autoArchiveMinutes' | 'tags'>> & { readonly name?: string };

export function changeThread(server: Server, thread: Channel, { name, ...changed }: ThreadChange): void {
  const { thread: state } = thread;
  if (!state) return;
  if (changed.archived !== undefined && changed.archived !== state.archived) state.archiveChangedAt = server.world.time.now();
  Object.assign(state, changed);
  if (name !== undefined) thread.name = name;
  if (sees(server, thread)) server.gateway.dispatch('THREAD_UPDATE', channelJson(server.world, thread), 'Guilds');
}

export function joinThread(server: Server, thread: Channel, user: string): void {
  const { world } = server;
  if (!thread.thread || thread.thread.members.has(user)) return;
  thread.thread.members.add(user);
  const member = world.guilds.get(thread.guild ?? '')?.members.get(user);
  const added = { ...threadMemberJson(world, thread, user), ...(member && { member: memberJson(world, member), presence: null }) };
  tellMembers(server, thread, user, { added_members: [added] });
}

export function leaveThread(server: Server, thread: Channel, user: string): void {
  if (thread.thread?.members.delete(user)) tellMembers(server, thread, user, { removed_member_ids: [user] });
}

export function deleteThread(server: Server, thread: Channel): void {
  const seen = sees(server, thread);
  server.world.channels.delete(thread.id);
  const { id, guild, parent } = thread;
  const type = channelJson(server.world, thread).type;
  if (seen) server.gateway.dispatch('THREAD_DELETE', { id, guild_id: guild, parent_id: parent, type }, 'Guilds');
}

/** Who has not asked for members hears only of itself. */
function tellMembers(server: Server, thread: Channel, user: string, what: Record<string, unknown>): void {
  if (!sees(server, thread)) return;
  const body = { id: thread.id, guild_id: thread.guild, member_count: thread.thread?.members.size ?? 0, ...what };
  server.gateway.dispatch('THREAD_MEMBERS_UPDATE', body, user === server.world.app.id ? 'Guilds' : 'GuildMembers');
}

function sees({ world }: Server, thread: Channel): boolean {
  return may(world, thread, world.app.id, P.ViewChannel);
}
