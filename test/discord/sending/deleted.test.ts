/** What people delete: a question comes back, the rest stays away. */
import { afterEach, expect, test } from 'vitest';
import type { SendingDeps } from '../../../adapters/discord/sending/deps.ts';
import type { Card } from '../../../src/cards/card.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import type { Message, ReadWorkflow } from '../../../src/ports/archive.ts';
import { ANA, CLEO } from '../../fakes/discord/world/seed.ts';
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

test('one without a question stays away; one with a question comes back', async () => {
  const { sending, message, place, lines, discord } = await arena();
  const handoff = await sending.surface.post(message('handoff:p1', card('handoff', 'Phase 1 complete')));
  const asked = await sending.surface.post(message('decision:1', question('Go on?')));
  for (const one of [handoff, asked]) await discord.person(CLEO).deletes(place.thread, one);
  await sending.surface.edit(message('handoff:p1', card('handoff', 'Phase 1 corrected')), handoff);
  await sending.surface.edit(message('handoff:p1', card('handoff', 'Phase 1 corrected again')), handoff);
  await sending.surface.edit(message('decision:1', question('Go on now?')), asked);
  expect(lines()).toEqual(['Ana asked: compare', expect.stringContaining('Go on now?')]);
  await sending.surface.edit(message('decision:1', card('decision', 'Approved')), asked);
  expect(lines()).toEqual(['Ana asked: compare', 'Approved']);
});

test('when Discord tells of it: a question is there again at once, as it was shown last; the rest stays away', async () => {
  const shown: Message[] = [];
  const archive: SendingDeps['archive'] = {
    read: async () => ({ workflow: { place: one.place } }) as unknown as ReadWorkflow,
    messages: async () => shown,
  };
  const one: Arena = await arena({ deps: { archive } });
  const { sending, message, place, lines, discord } = one;
  const say = async (key: string, asked: Card) => {
    const ref = await sending.surface.post(message(key, asked));
    shown.push({ kind: 'card', id: `${RUN}:${key}`, position: shown.length, workflow: RUN, key, card: asked, at: 0, editedAt: null });
    await discord.person(CLEO).deletes(key === 'plan' ? place.channel : place.thread, ref);
    return await sending.deletedMessages.deleted(place.tenant, place.channel, ref);
  };
  expect(await say('handoff:p1', card('handoff', 'Phase 1 complete'))).toBe('stays-away');
  expect(await say('decision:1', question('Go on?'))).toBe('restored');
  expect(await say('plan', { ...question('The plan'), kind: 'plan' })).toBe('restored');
  expect(lines()).toEqual([expect.stringContaining('Go on?'), expect.stringContaining('The plan')]);
  expect(await sending.deletedMessages.deleted(place.tenant, place.channel, '1')).toBe('not-ours');
  expect(await sending.deletedMessages.deleted(tenantId('900000000000000009'), place.channel, place.thread)).toBe('not-ours');
});

test('what is deleted each time is not brought back for ever: who asked for the run hears of it once, and its next change shows it again', async () => {
  const shown: Message[] = [];
  const archive: SendingDeps['archive'] = {
    read: async () => ({ workflow: { id: RUN, number: 7, requester: ANA, place: one.place } }) as unknown as ReadWorkflow,
    messages: async () => shown,
  };
  const one: Arena = await arena({ deps: { archive } });
  const { sending, message, place, lines, discord, sent } = one;
  const asked = question('Go on?');
  shown.push({ kind: 'card', id: `${RUN}:d`, position: 1, workflow: RUN, key: 'd', card: asked, at: 0, editedAt: null });
  const ref = await sending.surface.post(message('d', asked));
  const deletes = async () => {
    const [there] = await sent.parts({ surface: 'discord', tenant: place.tenant, key: `${RUN}:d` });
    await discord.person(CLEO).deletes(place.thread, there?.ref ?? '');
    return await sending.deletedMessages.deleted(place.tenant, place.channel, there?.ref ?? '');
  };
  const told = () => discord.person(ANA).directMessages();
  for (let times = 0; times < 3; times += 1) expect(await deletes()).toBe('restored');
  expect(told()).toEqual([]);
  expect(await deletes()).toBe('stays-away');
  expect(lines()).toEqual(['Ana asked: compare']);
  expect(told().map((direct) => direct.lines.join(' '))).toEqual([expect.stringContaining('A question of run #7 is deleted each time')]);
  await sending.surface.edit(message('d', question('Go on now?')), ref);
  expect(lines()).toEqual(['Ana asked: compare', expect.stringContaining('Go on now?')]);
  expect(await deletes()).toBe('stays-away');
  expect(told()).toHaveLength(1);
  await sending.surface.edit(message('d', asked), ref);
  await one.turn(10 * 60_000);
  expect(await deletes()).toBe('restored');
  expect(discord.violations).toEqual([]);
});

test('the root and its thread: the thread goes on without the message that it began with', async () => {
  const { sending, message, place, lines, discord } = await arena();
  await discord.person(CLEO).deletes(place.channel, place.thread);
  await sending.surface.post(message('plan', { ...question('The plan'), kind: 'plan' }));
  await sending.surface.post(message('live', card('live', 'nothing done')));
  expect(lines()).toEqual([expect.stringContaining('The plan'), 'nothing done']);
});
