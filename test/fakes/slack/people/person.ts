/** A person in a workspace: writes, presses, fills in, and sees what Slack shows them. What they do reaches the app. */
import { directChannel } from '../api/direct-channel.ts';
import type { Outcome } from '../delivery/transport.ts';
import type { Loose } from '../loose.ts';
import { answer } from '../response-url.ts';
import { blockLines } from '../seen/block-lines.ts';
import { type Seen, seen, seenChannel, seenThread } from '../seen/thread.ts';
import { fileJson, viewJson } from '../world/json.ts';
import { change, post, remove } from '../world/posting.ts';
import { type Channel, isMember, type Message } from '../world/workspace.ts';
import { attach } from './attach.ts';
import { findElement, valueFor } from './elements.ts';
import { close, fill, seenForm, submit, topForm } from './form.ts';
import { commandPayload, globalShortcutPayload, messageActionPayload, pressedInMessage, pressedInView, type Where } from './payloads.ts';
import type { PersonDriver, Reacted, Writing } from './person-driver.ts';
import { suggest } from './suggest.ts';
import { commandText, typedBlocks, typedText } from './typed-text.ts';

export function personDriver(where: Where): PersonDriver {
  const { server, workspace, person } = where;
  const { world } = server;

  function channelNamed(id: string): Channel {
    const channel = workspace.channels.get(id) ?? (id === 'dm' ? directChannel({ server, workspace, installed: botOf() }, [person.id]) : undefined);
    if (!channel) throw new Error(`No channel ${id}`);
    if (!isMember(channel, person.id)) throw new Error(`${person.name} is not in #${channel.name}`);
    return channel;
  }

  function botOf(): NonNullable<typeof workspace.installed> {
    if (!workspace.installed) throw new Error('Baton is not installed.');
    return workspace.installed;
  }

  function messageAt({ channel, ts }: Pick<Seen, 'channel' | 'ts'>): { channel: Channel; message: Message } {
    const at = channelNamed(channel);
    const message = at.messages.get(ts);
    if (!message || (message.onlyFor !== null && message.onlyFor !== person.id)) throw new Error(`${person.name} sees no message ${ts} in ${channel}`);
    return { channel: at, message };
  }

  function reacted(outcome: Outcome): Reacted {
    return outcome.kind === 'acked' ? { taken: true, afterMs: outcome.afterMs } : { taken: false, why: outcome.why };
  }

  function pressed(element: Loose, block: Loose, value: Loose): Loose {
    const { confirm: _, ...rest } = element;
    return { ...rest, ...value, block_id: block.block_id, action_ts: world.ids.ts() };
  }

  async function say(id: string, text: string, { thread, files = [], broadcast = false }: Writing = {}): Promise<string> {
    const channel = channelNamed(id);
    if (channel.archived) throw new Error(`#${channel.name} is archived`);
    const attached = files.map((file) => attach(server, workspace, channel, person, file));
    const { message, heard } = post(server, workspace, channel, {
      user: person.id,
      text: typedText(text),
      blocks: typedBlocks(text),
      files: attached.map((file) => file.id),
      thread: thread ?? null,
      subtype: attached.length > 0 ? 'file_share' : broadcast ? 'thread_broadcast' : null,
      broadcast,
      clientMsgId: world.ids.of('client'),
    });
    for (const file of attached) file.shares.push({ channel: channel.id, ts: message.ts });
    await heard;
    return message.ts;
  }

  return {
    id: person.id,
    says: say,
    mentions: (channel, text, writing) => say(channel, `<@${botOf().botUserId}> ${text}`, writing),
    async edits(channel, ts, text) {
      const at = messageAt({ channel, ts });
      await change(server, workspace, at.channel, at.message, { text: typedText(text), blocks: typedBlocks(text) });
    },
    async deletes(channel, ts) {
      const at = messageAt({ channel, ts });
      await remove(server, workspace, at.channel, at.message);
    },
    async reacts(channel, ts, emoji) {
      const { message } = messageAt({ channel, ts });
      message.reactions.set(emoji, (message.reactions.get(emoji) ?? new Set<string>()).add(person.id));
      const event = {
        type: 'reaction_added',
        user: person.id,
        reaction: emoji,
        item: { type: 'message', channel, ts },
        item_user: message.user,
        event_ts: world.ids.ts(),
      };
      await server.deliver.event(workspace, event, person.id);
    },
    async types(id, line) {
      const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? [];
      const asked = world.app.commands.get(command);
      if (!asked || !workspace.installed?.scopes.has('commands')) throw new Error(`Slack knows no command ${command}`);
      const channel = channelNamed(id);
      const outcome = await server.deliver.command(workspace, commandPayload(where, channel, command, commandText(text, workspace, asked.shouldEscape)));
      const said = outcome.kind === 'acked' && (outcome.response?.text || outcome.response?.blocks);
      const refused = said ? answer(server, workspace, channel, { user: person.id, ts: null, thread: null }, outcome.response, `answer to ${command}`) : null;
      const failure = outcome.kind === 'failed' ? (outcome.why === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed') : refused;
      // Slackbot says it: the app has no voice here.
      if (failure !== null) post(server, workspace, channel, { user: 'USLACKBOT', text: `${command} failed with the error "${failure}"`, onlyFor: person.id });
      return reacted(outcome);
    },
    async presses(which, button) {
      const { channel, message } = messageAt(which);
      const { block, element } = findElement(message.blocks, button);
      return reacted(await server.deliver.interactive(workspace, pressedInMessage(where, channel, message, pressed(element, block, {}))));
    },
    async pressesAsSeen(which, button) {
      const { channel, message } = messageAt(which);
      const { block, element } = findElement(which.blocks, button);
      return reacted(await server.deliver.interactive(workspace, pressedInMessage(where, channel, message, pressed(element, block, {}))));
    },
    async chooses(which, name, value) {
      const { channel, message } = messageAt(which);
      const { block, element } = findElement(message.blocks, name);
      return reacted(await server.deliver.interactive(workspace, pressedInMessage(where, channel, message, pressed(element, block, valueFor(element, value)))));
    },
    async usesShortcut(name, which) {
      const shortcut = world.app.shortcuts.find((one) => one.name === name || one.callbackId === name);
      if (!shortcut) throw new Error(`The app has no shortcut ${name}`);
      if (shortcut.type === 'global') return reacted(await server.deliver.interactive(workspace, globalShortcutPayload(where, shortcut.callbackId)));
      if (!which) throw new Error('A message shortcut needs a message.');
      const { channel, message } = messageAt(which);
      return reacted(await server.deliver.interactive(workspace, messageActionPayload(where, channel, message, shortcut.callbackId)));
    },
    async opensHome() {
      const channel = channelNamed('dm');
      const home = workspace.homes.get(person.id);
      const event = {
        type: 'app_home_opened',
        user: person.id,
        channel: channel.id,
        tab: 'home',
        ...(home && { view: viewJson(world, workspace, home) }),
        event_ts: world.ids.ts(),
      };
      await server.deliver.event(workspace, event, person.id);
    },
    async pressesAtHome(button) {
      const home = workspace.homes.get(person.id);
      if (!home) throw new Error('The home tab is empty.');
      const { block, element } = findElement(home.view.blocks, button);
      return reacted(await server.deliver.interactive(workspace, pressedInView(where, home, pressed(element, block, {}))));
    },
    async stops(channel, thread) {
      const event = { type: 'agent_session_stopped', channel, user: person.id, thread_ts: thread, streaming_message_ts: [], event_ts: world.ids.ts() };
      await server.deliver.event(workspace, event, person.id);
    },
    form: () => seenForm(where),
    async fills(field, value) {
      const open = formOpen();
      const { block, element } = fill(open, field, value);
      if (block.type === 'input' && !block.dispatch_action) return null;
      const held = open.filled.get(block.block_id)?.get(element.action_id);
      return reacted(await server.deliver.interactive(workspace, pressedInView(where, open, pressed(element, block, held))));
    },
    suggestions: (field, typed) => suggest(where, formOpen(), field, typed),
    attachesInForm(field, files) {
      const attached = files.map((file) => attach(server, workspace, null, person, file));
      fill(
        formOpen(),
        field,
        attached.flatMap((file) => fileJson(world, workspace, file)),
      );
    },
    async pressesInForm(button) {
      const open = formOpen();
      const { block, element } = findElement(open.view.blocks, button);
      return reacted(await server.deliver.interactive(workspace, pressedInView(where, open, pressed(element, block, {}))));
    },
    submits: () => submit(where),
    closesForm: () => close(where),
    sees: (id, thread) =>
      thread === undefined ? seenChannel(workspace, channelNamed(id), person.id) : seenThread(workspace, channelNamed(id), thread, person.id),
    toldPrivately: () =>
      [...workspace.channels.values()]
        .flatMap((channel) => [...channel.messages.values()])
        .filter((message) => message.onlyFor === person.id)
        .toSorted((one, other) => Number(one.ts) - Number(other.ts))
        .map((message) => seen(workspace, message)),
    directMessages() {
      const channel = [...workspace.channels.values()].find((one) => one.kind === 'im' && isMember(one, person.id));
      return channel ? [...channel.messages.values()].map((message) => seen(workspace, message)) : [];
    },
    dm: () => channelNamed('dm').id,
    home() {
      const home = workspace.homes.get(person.id);
      return home ? blockLines(home.view.blocks, workspace) : [];
    },
    notified: () => world.notifications.filter((one) => one.team === workspace.id && one.user === person.id),
  };

  function formOpen(): NonNullable<ReturnType<typeof topForm>> {
    const open = topForm(where);
    if (!open) throw new Error(`${person.name} has no form open.`);
    return open;
  }
}
