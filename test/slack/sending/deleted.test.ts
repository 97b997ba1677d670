/** What people delete: a question comes back, the rest stays away, and a thread without a root is told apart from one with. */
import { afterEach, describe, expect, test } from 'vitest';
import type { SendingDeps } from '../../../adapters/slack/sending/deps.ts';
import type { Card } from '../../../src/cards/card.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import type { Message, ReadWorkflow } from '../../../src/ports/archive.ts';
import type { MessageKey } from '../../../src/ports/sent-messages.ts';
import { ANA } from '../../fakes/slack/world/seed.ts';
import { type Arena, card, openArena, question, RUN } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}

describe('deleted messages', () => {
  test('one without a question stays away; one with a question comes back', async () => {
    const { sending, message, place, lines } = await arena();
    const remove = (ts: string) => sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts }, { priority: 'answer' });
    const handoff = await sending.surface.post(message('handoff:p1', card('handoff', 'Phase 1 complete')));
    const asked = await sending.surface.post(message('decision:1', question('Go on?')));
    await remove(handoff);
    await remove(asked);
    await sending.surface.edit(message('handoff:p1', card('handoff', 'Phase 1 corrected')), handoff);
    await sending.surface.edit(message('handoff:p1', card('handoff', 'Phase 1 corrected again')), handoff);
    await sending.surface.edit(message('decision:1', question('Go on now?')), asked);
    expect(lines()).toEqual(['Ana asked: compare', expect.stringContaining('Go on now?')]);
    await sending.surface.edit(message('decision:1', card('decision', 'Approved')), asked);
    expect(lines()).toEqual(['Ana asked: compare', 'Approved']);
  });

  test('the root is deleted after others replied: the thread goes on below what is left of it', async () => {
    const { sending, message, place, slack } = await arena();
    await sending.surface.post(message('live', card('live', 'nothing done')));
    await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts: place.thread }, { priority: 'answer' });
    await sending.surface.post(message('end', card('completion', 'Done')));
    expect(slack.thread(place.channel, place.thread).map(({ lines: shown }) => shown.join(' '))).toEqual(['This message was deleted.', 'nothing done', 'Done']);
    expect(slack.channel(place.channel)).toHaveLength(1);
  });

  test.each([
    ['as Slack says it', null],
    ['as of a message that is not ours', 'cant_update_message'],
  ])('a question on the root that was deleted comes back as a reply (%s)', async (_, error) => {
    const { sending, message, place, slack } = await arena();
    const plan = await sending.surface.post(message('plan', { ...question('The plan'), kind: 'plan' }));
    await sending.surface.post(message('live', card('live', 'nothing done')));
    await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts: plan }, { priority: 'answer' });
    if (error !== null) slack.faults.next('chat.update', { kind: 'refuse', error });
    await sending.surface.edit(message('plan', { ...question('The plan, changed'), kind: 'plan' }), plan);
    const shown = slack.thread(place.channel, place.thread);
    expect(shown.map(({ lines: [first] }) => first)).toEqual(['This message was deleted.', 'nothing done', 'The plan, changed']);
    expect(shown[2]?.buttons).toEqual(['Approve']);
  });

  test('the root is deleted before anybody replied: nothing is left standing in the channel, and somebody is told', async () => {
    const { sending, message, place, slack, unreachable } = await arena();
    await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts: place.thread }, { priority: 'answer' });
    await expect(sending.surface.post(message('live', card('live', 'nothing done')))).rejects.toMatchObject({
      code: 'surface-unreachable',
      reason: 'thread-deleted',
    });
    expect(slack.channel(place.channel)).toEqual([]);
    expect(unreachable).toMatchObject([{ reason: 'thread-deleted' }]);
  });

  test.each([
    ['Slack does not take it away', { kind: 'refuse', error: 'service_unavailable' }, 1],
    ['the connection is cut, and cut again', { kind: 'lose-call' }, 2],
  ] as const)('nor is a second message left there, when %s at first', async (_, fault, times) => {
    const { sending, message, place, slack, unreachable, sent, restarted } = await arena();
    const live = message('live', card('live', 'nothing done'));
    const deleted = { code: 'surface-unreachable', reason: 'thread-deleted' };
    await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts: place.thread }, { priority: 'answer' });
    slack.faults.next('chat.delete', fault, { times });
    await expect(sending.surface.post(live)).rejects.toMatchObject(deleted);
    expect(slack.channel(place.channel)).toHaveLength(1);
    await expect(restarted().surface.post(live)).rejects.toMatchObject(deleted);
    expect(slack.channel(place.channel)).toEqual([]);
    expect(unreachable).toHaveLength(2);
    expect(sent.all().map(({ key }) => key)).toEqual(['root:d1', 'root:d1:began']);
  });

  test('when Slack tells of it: a question is there again at once, as it was shown last; the rest stays away', async () => {
    const shown: Message[] = [];
    const archive: SendingDeps['archive'] = {
      read: async () => ({ workflow: { place: one.place } }) as unknown as ReadWorkflow,
      messages: async () => shown,
    };
    const one: Arena = await arena({ deps: { archive } });
    const { sending, message, place, lines } = one;
    const say = async (key: string, asked: Card) => {
      const ts = await sending.surface.post(message(key, asked));
      shown.push({ kind: 'card', id: `${RUN}:${key}`, position: shown.length, workflow: RUN, key, card: asked, at: 0, editedAt: null });
      await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts }, { priority: 'answer' });
      return await sending.deletedMessages.deleted(place.tenant, place.channel, ts);
    };
    expect(await say('handoff:p1', card('handoff', 'Phase 1 complete'))).toBe('stays-away');
    expect(await say('decision:1', question('Go on?'))).toBe('restored');
    expect(lines()).toEqual(['Ana asked: compare', expect.stringContaining('Go on?')]);
    expect(await sending.deletedMessages.deleted(place.tenant, place.channel, '1.1')).toBe('not-ours');
    expect(await sending.deletedMessages.deleted(tenantId('T0OTHER'), place.channel, place.thread)).toBe('not-ours');
  });

  test('what is deleted each time is not brought back for ever: who asked for the run hears of it once', async () => {
    const shown: Message[] = [];
    const archive: SendingDeps['archive'] = {
      read: async () => ({ workflow: { id: RUN, number: 7, requester: ANA, place: one.place } }) as unknown as ReadWorkflow,
      messages: async () => shown,
    };
    const one: Arena = await arena({ deps: { archive } });
    const { sending, message, place, lines, slack, sent } = one;
    const live = (text: string) =>
      card('live', text, { actions: [{ label: 'Stop', tone: 'danger', does: { kind: 'override', workflow: RUN, change: 'cancel', confirm: null } }] });
    shown.push({ kind: 'card', id: `${RUN}:live`, position: 1, workflow: RUN, key: 'live', card: live('nothing done'), at: 0, editedAt: null });
    const first = await sending.surface.post(message('live', live('nothing done')));
    const deletes = async () => {
      const [there] = await sent.parts({ surface: 'slack', tenant: place.tenant, key: `${RUN}:live` });
      await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts: there?.ref }, { priority: 'answer' });
      return await sending.deletedMessages.deleted(place.tenant, place.channel, there?.ref ?? '');
    };
    const outcomes = [await deletes(), await deletes(), await deletes(), await deletes()];
    await sending.surface.edit(message('live', live('one done')), first);
    expect(lines()).toEqual(['Ana asked: compare', expect.stringContaining('one done')]);
    outcomes.push(await deletes());
    expect(outcomes).toEqual(['restored', 'restored', 'restored', 'stays-away', 'stays-away']);
    expect(lines()).toEqual(['Ana asked: compare']);
    const told = slack.person(ANA).directMessages();
    expect(told.map((direct) => direct.lines.join(' '))).toEqual([expect.stringContaining('The live card of run #7 is deleted each time')]);
  });

  test('Slack does not take the question back at once: the next try brings it, once', async () => {
    const shown: Message[] = [];
    const archive: SendingDeps['archive'] = {
      read: async () => ({ workflow: { place: one.place } }) as unknown as ReadWorkflow,
      messages: async () => shown,
    };
    const one: Arena = await arena({ deps: { archive } });
    const { sending, message, place, lines, slack, sent, restarted } = one;
    const ts = await sending.surface.post(message('decision:1', question('Go on?')));
    shown.push({ kind: 'card', id: 'x', position: 1, workflow: RUN, key: 'decision:1', card: question('Go on?'), at: 0, editedAt: null });
    await sending.api.call(place.tenant, 'chat.delete', { channel: place.channel, ts }, { priority: 'answer' });
    slack.faults.next('chat.postMessage', { kind: 'refuse', error: 'service_unavailable' });
    await expect(sending.deletedMessages.deleted(place.tenant, place.channel, ts)).rejects.toMatchObject({ code: 'slack-retry-later' });
    expect(lines()).toHaveLength(1);
    // The second try is of another process, and is itself cut off after the question is there again.
    const second = restarted({ sentMessages: { ...sent, lost: () => Promise.reject(new Error('the database went away')) } });
    await expect(second.deletedMessages.deleted(place.tenant, place.channel, ts)).rejects.toThrow('the database went away');
    expect(await sending.deletedMessages.deleted(place.tenant, place.channel, ts)).toBe('restored');
    expect(lines()).toEqual(['Ana asked: compare', expect.stringContaining('Go on?')]);
    expect(sent.all().map(({ key }) => key)).toEqual(['root:d1', 'root:d1:began', `${RUN}:decision:1`]);
  });

  test('what Baton deletes itself, because a card became shorter, does not come back', async () => {
    const long: Card = {
      ...question('Go on?'),
      blocks: Array.from({ length: 60 }, () => ({ kind: 'line', line: [{ kind: 'text', text: 'x'.repeat(400) }] }) as const),
    };
    const told: Promise<string>[] = [];
    const archive: SendingDeps['archive'] = {
      read: async () => ({ workflow: { place: one.place } }) as unknown as ReadWorkflow,
      messages: async () => [{ kind: 'card', id: 'x', position: 1, workflow: RUN, key: 'decision:1', card: long, at: 0, editedAt: null }],
    };
    const one: Arena = await arena({ deps: { archive } });
    const lost = one.sent.lost;
    // Slack's event comes between the deletion and our note of it.
    Object.assign(one.sent, {
      lost: async (key: MessageKey) => {
        const [gone] = (await one.sent.parts(key)).filter(({ part }) => part === key.part);
        if (gone?.ref && told.length === 0) {
          told.push(one.sending.deletedMessages.deleted(gone.tenant, gone.channel, gone.ref));
          await told[0];
        }
        await lost(key);
      },
    });
    const ref = await one.sending.surface.post(one.message('decision:1', long));
    expect(one.lines().length).toBeGreaterThan(2);
    await one.sending.surface.edit(one.message('decision:1', question('Go on?')), ref);
    expect(await Promise.all(told)).toEqual(['stays-away']);
    expect(one.lines()).toHaveLength(2);
  });
});
