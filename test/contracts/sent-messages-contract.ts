/** What every implementation of SentMessages promises. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { channelId, tenantId, threadId, workflowId } from '../../src/engine/ids.ts';
import type { MessageKey, NewMessage, SentMessages } from '../../src/ports/sent-messages.ts';

export function sentMessagesContract(open: () => SentMessages): void {
  const newMessage = (more: Partial<NewMessage> = {}): NewMessage => ({
    surface: 'slack',
    tenant: tenantId(randomUUID()),
    key: `${randomUUID()}:plan`,
    part: 0,
    workflow: workflowId(randomUUID()),
    channel: channelId('C1'),
    thread: threadId('1.1'),
    details: { v: 1, hash: 'a' },
    ...more,
  });
  const keyOf = ({ surface, tenant, key, part }: MessageKey): MessageKey => ({ surface, tenant, key, part });

  test('a message is fresh once; afterwards it is known, with an outcome that nobody knows yet', async () => {
    const sent = open();
    const message = newMessage();
    expect(await sent.intend(message)).toBe('fresh');
    expect(await sent.intend({ ...message, channel: channelId('C2'), details: { v: 1, hash: 'b' } })).toEqual({
      ...message,
      ref: null,
      intendedAt: expect.any(Number),
      ageMs: expect.any(Number),
    });
  });

  test('once it is sent its id and details are known, by key and by id', async () => {
    const sent = open();
    const message = newMessage();
    await sent.intend(message);
    await sent.sent(keyOf(message), '5.5', { v: 1, hash: 'b', files: { a: 'F1' } });
    const known = { ...message, ref: '5.5', details: { v: 1, hash: 'b', files: { a: 'F1' } }, intendedAt: expect.any(Number), ageMs: expect.any(Number) };
    expect(await sent.parts(message)).toEqual([known]);
    expect(await sent.find('slack', message.tenant, message.channel, '5.5')).toEqual(known);
    expect(await sent.intend(message)).toEqual(known);
  });

  test('the parts of a card come in order, and of no other card', async () => {
    const sent = open();
    const message = newMessage();
    for (const part of [2, 0, 1]) await sent.intend({ ...message, part });
    await sent.intend({ ...message, key: `${message.key}:more` });
    expect((await sent.parts(message)).map(({ part }) => part)).toEqual([0, 1, 2]);
  });

  test('another tenant and another surface know nothing of it', async () => {
    const sent = open();
    const message = newMessage();
    await sent.intend(message);
    await sent.sent(keyOf(message), '5.5', {});
    const other = tenantId(randomUUID());
    expect(await sent.parts({ ...message, tenant: other })).toEqual([]);
    expect(await sent.parts({ ...message, surface: 'discord' })).toEqual([]);
    expect(await sent.find('slack', other, message.channel, '5.5')).toBeNull();
    expect(await sent.find('slack', message.tenant, channelId('C2'), '5.5')).toBeNull();
    expect(await sent.intend({ ...message, tenant: other })).toBe('fresh');
    await sent.lost({ ...keyOf(message), tenant: other });
    expect(await sent.parts(message)).toHaveLength(1);
  });

  test('the message that a thread begins with becomes that of its run, once', async () => {
    const sent = open();
    const root = newMessage({ key: 'root:d1', workflow: null, thread: null });
    await sent.intend(root);
    await sent.sent(keyOf(root), '7.7', { v: 1 });
    const run = workflowId(randomUUID());
    const plan = { ...keyOf(root), key: `${run}:plan` };
    expect(await sent.rename(keyOf(root), plan, run)).toBe(true);
    expect(await sent.rename(keyOf(root), plan, run)).toBe(false);
    expect(await sent.parts(root)).toEqual([]);
    expect(await sent.find('slack', root.tenant, root.channel, '7.7')).toMatchObject({ key: plan.key, workflow: run, ref: '7.7', thread: null });
  });

  test('a key that is taken is not taken over', async () => {
    const sent = open();
    const root = newMessage({ key: 'root:d1', workflow: null, thread: null });
    const plan = newMessage({ tenant: root.tenant });
    await sent.intend(root);
    await sent.intend(plan);
    expect(await sent.rename(keyOf(root), keyOf(plan), workflowId(randomUUID()))).toBe(false);
    expect(await sent.parts(root)).toHaveLength(1);
    expect(await sent.rename(keyOf(root), { ...keyOf(plan), key: 'free', tenant: tenantId(randomUUID()) }, workflowId(randomUUID()))).toBe(false);
  });

  test('what is lost is forgotten, and may be sent anew', async () => {
    const sent = open();
    const message = newMessage();
    await sent.intend(message);
    await sent.sent(keyOf(message), '5.5', {});
    await sent.lost(keyOf(message));
    await sent.lost(keyOf(message));
    expect(await sent.parts(message)).toEqual([]);
    expect(await sent.find('slack', message.tenant, message.channel, '5.5')).toBeNull();
    expect(await sent.intend(message)).toBe('fresh');
  });

  test('of several at once one finds it fresh', async () => {
    const sent = open();
    const message = newMessage();
    const answers = await Promise.all(Array.from({ length: 8 }, () => sent.intend(message)));
    expect(answers.filter((answer) => answer === 'fresh')).toHaveLength(1);
  });

  test('its age grows from when it was intended', async () => {
    const sent = open();
    const message = newMessage();
    await sent.intend(message);
    const [known] = await sent.parts(message);
    expect(known?.ageMs).toBeGreaterThanOrEqual(0);
    expect(known?.ageMs).toBeLessThan(60_000);
  });
}
