/** Forms and answers that Discord does not take: what they were for happens in another way. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Seen } from '../../fakes/discord/seen/thread.ts';
import { BEN, CLEO, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { openArena } from './arena.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const saying = (seen: readonly Seen[], words: string): Seen | undefined => seen.findLast(({ lines }) => lines.join(' / ').includes(words));
const MODAL = 9;

test('somebody who is not there any more keeps nobody from the settings: their ids are typed then', async () => {
  const { discord, baton } = await openArena(open);
  const cleo = discord.person(CLEO);
  await cleo.runs(GENERAL, 'baton settings edit', { everywhere: true });
  const step = await until(() => saying(cleo.toldPrivately(), 'approvers'));
  const page = JSON.stringify(step.components).match(/"value":"([a-z-]+\.\d+)"(?:(?!"value").)*\bapprovers/u)?.[1] ?? '';
  discord.faults.next('interaction.answer', { kind: 'refuse', code: 50035 }, { when: ({ type }) => type === MODAL });
  await cleo.chooses(step, 'Choose one', page);
  await until(() => cleo.form()?.fields.includes('approvers'));
  cleo.fills('approvers', `@${BEN}`);
  expect(await cleo.submits()).toMatchObject({ kind: 'closed' });
  await until(async () => (await baton.database.sql`select chosen from settings`).length === 1);
  expect(await baton.database.sql`select chosen from settings`).toMatchObject([{ chosen: { approvers: [BEN] } }]);
  expect(discord.violations).toEqual([]);
});

test('a private answer whose form is refused comes as a direct message', async () => {
  const { discord } = await openArena(open);
  const cleo = discord.person(CLEO);
  discord.faults.next('interaction.answer', { kind: 'refuse', code: 50035 });
  await cleo.runs(GENERAL, 'baton help', {});
  await until(() => saying(cleo.directMessages(), '/orchestrate'));
  expect(discord.violations).toEqual([]);
});

test('what was done is not told as failed where its answer is refused', async () => {
  const { discord, baton } = await openArena(open);
  const cleo = discord.person(CLEO);
  await cleo.mentions(GENERAL, 'orchestrate: Compare three stores for audit logs AND collect the retention duties THEN write the migration plan');
  const run = await baton.run((state) => openDecisions(state).length > 0);
  const plan = await until(() => discord.thread(run.place.thread).findLast(({ lines }) => lines.join(' ').includes('[Approve')));
  discord.faults.next('interaction.answer', { kind: 'refuse', code: 50083 }, { times: 20 });
  const reacted = cleo.presses(plan, 'Approve');
  await baton.run(({ stage }) => stage.kind === 'ended');
  await reacted;
  expect([...cleo.directMessages(), ...cleo.toldPrivately()]).toEqual([]);
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
});
