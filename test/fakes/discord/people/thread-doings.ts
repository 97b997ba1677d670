/** What people do with threads: open, post in forums, archive, lock, delete. */
import type { Server } from '../server-parts.ts';
import type { Channel } from '../world/channel.ts';
import type { User } from '../world/guild.ts';
import { P, sending } from '../world/permissions.ts';
import { post } from '../world/posting.ts';
import { changeThread, deleteThread, openThread, openThreadFrom, type ThreadChange } from '../world/threads.ts';
import { attach } from './attach.ts';
import { mustMay } from './may.ts';
import type { PersonDriver } from './person-driver.ts';

type Doings = Pick<PersonDriver, 'opensThread' | 'opensPrivateThread' | 'postsInForum' | 'archives' | 'unarchives' | 'locks' | 'unlocks' | 'deletesThread'>;

export function threadDoings(server: Server, person: User, place: (id: string) => Channel): Doings {
  const { world } = server;

  async function changes(id: string, changed: ThreadChange, needed: 'own' | 'sending' | 'manage'): Promise<void> {
    const thread = place(id);
    if (!thread.thread) throw new Error(`${id} is no thread.`);
    if (needed === 'manage' || (needed === 'own' && thread.ownerId !== person.id) || thread.thread.locked) mustMay(world, thread, person.id, P.ManageThreads);
    else mustMay(world, thread, person.id, sending(thread));
    changeThread(server, thread, changed);
  }

  return {
    async opensThread(id, name, from) {
      const channel = place(id);
      mustMay(world, channel, person.id, P.CreatePublicThreads);
      if (from === undefined) {
        const thread = openThread(server, channel, { name, kind: 'public-thread', owner: person.id });
        post(server, channel, { author: person.id, type: 18, content: name });
        return thread.id;
      }
      const message = channel.messages.get(from);
      if (!message || world.channels.has(from)) throw new Error(`No thread grows from ${from}.`);
      return openThreadFrom(server, channel, message, { name, owner: person.id }).id;
    },
    async opensPrivateThread(id, name) {
      const channel = place(id);
      mustMay(world, channel, person.id, P.CreatePrivateThreads);
      return openThread(server, channel, { name, kind: 'private-thread', owner: person.id }).id;
    },
    async postsInForum(id, title, text, { tags = [], files = [] } = {}) {
      const forum = place(id);
      mustMay(world, forum, person.id, P.SendMessages);
      const known = forum.tags.filter((tag) => tags.includes(tag.name)).map((tag) => tag.id);
      if (known.length < tags.length || (forum.requiresTag && known.length === 0)) throw new Error(`Tags: ${forum.tags.map((tag) => tag.name).join(', ')}`);
      const post_id = world.ids.snowflake();
      const thread = openThread(server, forum, { id: post_id, name: title, kind: 'public-thread', owner: person.id, tags: known });
      const allowed = { parse: ['everyone', 'roles', 'users'] };
      post(server, thread, { id: post_id, author: person.id, content: text, attachments: files.map((file) => attach(world, thread.id, file)), allowed });
      return thread.id;
    },
    archives: (id) => changes(id, { archived: true }, 'own'),
    unarchives: (id) => changes(id, { archived: false }, 'sending'),
    locks: (id) => changes(id, { locked: true, archived: true }, 'manage'),
    unlocks: (id) => changes(id, { locked: false, archived: false }, 'manage'),
    async deletesThread(id) {
      const thread = place(id);
      mustMay(world, thread, person.id, P.ManageThreads);
      deleteThread(server, thread);
    },
  };
}
