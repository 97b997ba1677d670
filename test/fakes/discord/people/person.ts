/** A person in the local Discord: what they do goes to the app as at Discord, what they may not do throws. */

import { type Seen, seen, seenChannel, seenThread } from '../seen/thread.ts';
import type { Server } from '../server-parts.ts';
import type { Channel } from '../world/channel.ts';
import { directChannel } from '../world/direct.ts';
import type { User } from '../world/guild.ts';
import type { Outcome } from '../world/interaction.ts';
import type { Message } from '../world/message.ts';
import { messageJson } from '../world/message-json.ts';
import { P } from '../world/permissions.ts';
import { change, post, remove } from '../world/posting.ts';
import { attach } from './attach.ts';
import { fill, seenForm, submit } from './form.ts';
import { interact } from './interact.ts';
import { mustMay, mustWrite } from './may.ts';
import type { PersonDriver, Reacted, Writing } from './person-driver.ts';
import { buttonIn, selectIn, valuesFor } from './pressable.ts';
import { resolvedOf } from './resolved.ts';
import { threadDoings } from './thread-doings.ts';
import { offered, typed } from './typed-command.ts';

export function personDriver(server: Server, person: User): PersonDriver {
  const { world } = server;

  function place(id: string): Channel {
    const channel = id === 'dm' ? directChannel(world, person.id) : world.channels.get(id);
    if (!channel) throw new Error(`No channel ${id}`);
    return channel;
  }

  function messageAt(channel: Channel, id: string): Message {
    const message = channel.messages.get(id);
    if (!message || (message.onlyFor !== null && message.onlyFor !== person.id)) throw new Error(`No message ${id} in ${channel.id}`);
    return message;
  }

  async function says(id: string, text: string, { replyTo, callsOther = true, files = [] }: Writing = {}): Promise<string> {
    const channel = place(id);
    mustWrite(world, channel, person.id, files.length > 0);
    const attachments = files.map((file) => attach(world, channel.id, file));
    const allowed = { parse: ['everyone', 'roles', 'users'], replied_user: callsOther };
    return post(server, channel, { author: person.id, content: text, attachments, replyTo: replyTo ?? null, allowed }).id;
  }

  /** The message as it is now, or as it was when they looked. */
  async function uses(
    which: Pick<Seen, 'channel' | 'id'>,
    find: (components: Seen['components']) => { component: Seen['components'][number]; values?: string[] },
    then?: Seen['components'],
  ) {
    const channel = place(which.channel);
    mustMay(world, channel, person.id, P.ViewChannel);
    const source = messageAt(channel, which.id);
    const { component, values } = find(then ?? source.components);
    const { custom_id, type, id } = component;
    const resolved = values && type !== 3 ? resolvedOf(world, channel, values) : undefined;
    const data = { custom_id, component_type: type, id, ...(values && { values }), ...(values && type !== 3 && { resolved: resolved ?? {} }) };
    return reacted(await interact(server, { kind: 3, person: person.id, channel, source, what: custom_id, data }));
  }

  return {
    id: person.id,
    says,
    mentions: (channel, text, writing) => says(channel, `<@${world.app.id}> ${text}`, writing),
    async edits(id, message, text) {
      const channel = place(id);
      const own = messageAt(channel, message);
      if (own.author !== person.id) throw new Error('Only what they wrote themselves.');
      change(server, channel, own, { content: text });
    },
    async deletes(id, message) {
      const channel = place(id);
      const found = messageAt(channel, message);
      if (found.author !== person.id && found.onlyFor === null) mustMay(world, channel, person.id, P.ManageMessages);
      remove(server, channel, found);
    },
    async runs(id, line, options = {}) {
      const channel = place(id);
      mustMay(world, channel, person.id, P.ViewChannel, P.UseApplicationCommands);
      const ready = typed(world, channel, person.id, line, options);
      if (ready.kind === 'kept') return { taken: false, why: ready.why };
      return reacted(await interact(server, { kind: 2, person: person.id, channel, source: null, what: ready.what, data: ready.data }));
    },
    async suggestions(id, line, option, text, others = {}) {
      const channel = place(id);
      const ready = typed(world, channel, person.id, line, { ...others, [option]: text }, option);
      if (ready.kind === 'kept') throw new Error(ready.why);
      const outcome = await interact(server, { kind: 4, person: person.id, channel, source: null, what: `${ready.what} ${option}`, data: ready.data });
      return outcome.kind === 'answered' ? (outcome.data.choices ?? []) : null;
    },
    async usesOnMessage(name, which) {
      const channel = place(which.channel);
      mustMay(world, channel, person.id, P.ViewChannel, P.UseApplicationCommands);
      const command = offered(world, channel, person.id, 3).find((one) => one.body.name === name);
      if (!command) return { taken: false, why: `${name} is not offered here` };
      const message = messageAt(channel, which.id);
      // Its text comes with it, whatever the intents.
      const resolved = { messages: { [message.id]: messageJson(world, message) } };
      const data = { id: command.id, name, type: 3, target_id: message.id, resolved, ...(command.guild && { guild_id: command.guild }) };
      return reacted(await interact(server, { kind: 2, person: person.id, channel, source: null, what: name, data }));
    },
    presses: (which, name) => uses(which, (components) => ({ component: buttonIn(components, name) })),
    pressesAsSeen: (then, name) => uses(then, (components) => ({ component: buttonIn(components, name) }), then.components),
    chooses: (which, name, values) =>
      uses(which, (components) => {
        const component = selectIn(components, name);
        return { component, values: valuesFor(component, values) };
      }),
    form() {
      const open = world.forms.get(person.id);
      return open ? seenForm(server, open) : null;
    },
    fills(field, value) {
      const open = world.forms.get(person.id);
      if (!open) throw new Error('No form is open.');
      fill(server, open, field, value);
    },
    submits: () => submit(server, person.id),
    closesForm: () => void world.forms.delete(person.id),
    ...threadDoings(server, person, place),
    sees(id) {
      const channel = place(id);
      mustMay(world, channel, person.id, P.ViewChannel);
      return channel.thread ? seenThread(world, channel, person.id) : seenChannel(world, channel, person.id);
    },
    toldPrivately() {
      const all = [...world.channels.values()].flatMap((channel) => [...channel.messages.values()]);
      return all
        .filter((message) => message.onlyFor === person.id)
        .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
        .map((message) => seen(world, message));
    },
    directMessages: () => seenChannel(world, place('dm'), person.id),
    dm: () => place('dm').id,
    notified: () => world.notifications.filter((one) => one.user === person.id),
  };
}

function reacted(outcome: Outcome): Reacted {
  return outcome.kind === 'answered' ? { taken: true, afterMs: outcome.afterMs } : { taken: false, why: outcome.why };
}
