/** Buttons, lists and forms, from the click to the ledger, and what people are told when it is refused. */
import { afterEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Seen } from '../../fakes/discord/seen/thread.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, BEN, CLEO, GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, type BatonOptions, batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

async function planned(task = TASK, options: Omit<BatonOptions, 'discord'> = {}): Promise<{ discord: FakeDiscord; baton: BatonAtDiscord; thread: string }> {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord, ...options });
  open.push(baton);
  const thread = await discord.person(ANA).mentions(GENERAL, `orchestrate: ${task}`);
  await baton.run(asksForApproval);
  return { discord, baton, thread };
}

/** The newest message of the thread with this button. */
const withButton = (discord: FakeDiscord, thread: string, button: string): Promise<Seen> =>
  until(() => discord.thread(thread).findLast(({ lines }) => lines.join(' ').includes(`[${button}`)));

const told = (discord: FakeDiscord, person: string, words: string): Promise<Seen> =>
  until(() =>
    discord
      .person(person)
      .toldPrivately()
      .findLast(({ lines }) => lines.join(' / ').includes(words)),
  );

test('a plan is edited part by part: a list for them alone, then a form; approved with a button', async () => {
  const { discord, baton, thread } = await planned();
  const ben = discord.person(BEN);
  await ben.presses(await withButton(discord, thread, 'Edit'), 'Edit');
  const step = await told(discord, BEN, 'Choose one');
  await ben.chooses(step, 'Choose one', 'words.0');
  await until(() => ben.form());
  ben.fills('Title', 'Compare only the cheap stores');
  expect(await ben.submits()).toMatchObject({ kind: 'closed' });
  const edited = await baton.run(({ proposal }) => proposal?.revision === 2);
  expect(edited.proposal).toMatchObject({ author: BEN });
  expect(edited.proposal?.plan.workstreams.map((one) => one.title)).toContain('Compare only the cheap stores');
  // The list was of the plan before: what is chosen from it now is refused, and the form as of now is one press away.
  await ben.chooses(step, 'Choose one', 'order.0');
  await told(discord, BEN, 'changed');
  await until(() => discord.renderedThread(thread).includes('Compare only the cheap stores'));
  await ben.presses(await withButton(discord, thread, 'Approve'), 'Approve');
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
  expect(discord.violations).toEqual([]);
});

test('what is wrong with a form is said afterwards, with what was written and a button that opens it again', async () => {
  const { discord, baton, thread } = await planned();
  const ben = discord.person(BEN);
  await ben.presses(await withButton(discord, thread, 'Edit'), 'Edit');
  const step = await told(discord, BEN, 'Choose one');
  await ben.chooses(step, 'Choose one', 'words.0');
  await until(() => ben.form());
  // Nothing of it was changed.
  expect(await ben.submits()).toMatchObject({ kind: 'closed' });
  const back = await told(discord, BEN, 'Not taken');
  expect(back.lines.join(' ')).toContain('What you wrote');
  expect((await baton.run()).proposal?.revision).toBe(1);
  await ben.presses(back, 'Open the form again');
  await until(() => ben.form()?.values.Title !== undefined);
  ben.fills('Title', 'A better title');
  await ben.submits();
  await baton.run(({ proposal }) => proposal?.revision === 2);
  expect(discord.violations).toEqual([]);
});

test('what cannot be taken back asks first; going back does nothing, yes does it', async () => {
  const { discord, baton, thread } = await planned(`${TASK} [[slow:20s]]`);
  const ana = discord.person(ANA);
  await ana.presses(await withButton(discord, thread, 'Approve'), 'Approve');
  await ana.presses(await withButton(discord, thread, 'Stop'), 'Stop');
  const asked = await until(() => ana.toldPrivately().findLast(({ lines }) => lines.join(' ').includes('[Stop]')));
  const back = asked.lines.join(' ').match(/\[([^\]]+)\]\s*$/u)?.[1] ?? '';
  await ana.presses(asked, back);
  await until(() => !ana.toldPrivately().some(({ id }) => id === asked.id));
  expect((await baton.run()).stage.kind).not.toBe('ended');
  await ana.presses(await withButton(discord, thread, 'Stop'), 'Stop');
  const again = await until(() => ana.toldPrivately().findLast(({ lines }) => lines.join(' ').includes('[Stop]')));
  await ana.presses(again, 'Stop');
  await baton.run(({ stage }) => stage.kind === 'ended');
  expect(discord.violations).toEqual([]);
});

test('settings from a list and a form: an admin changes them, others are told who can', async () => {
  const { discord, baton } = await planned();
  const change = async (person: string) => {
    const one = discord.person(person);
    await one.runs(GENERAL, 'baton settings edit', { everywhere: true });
    await one.chooses(await told(discord, person, 'Choose one'), 'Choose one', 'work.0');
    await until(() => one.form()?.fields.includes('max_parallel_agents'));
    one.fills('max_parallel_agents', '5');
    return await one.submits();
  };
  await change(BEN);
  await told(discord, BEN, 'admin');
  expect(await baton.database.sql`select chosen from settings`).toEqual([]);
  expect(await change(CLEO)).toMatchObject({ kind: 'closed' });
  await until(async () => (await baton.database.sql`select chosen from settings`).length === 1);
  expect(await baton.database.sql`select chosen from settings`).toMatchObject([{ chosen: { max_parallel_agents: 5 } }]);
  expect(discord.violations).toEqual([]);
});

test('context by a form while it runs; a result by hand as a file', async () => {
  const { discord, baton, thread } = await planned('Compare the stores [[fail]] AND collect the duties THEN write the plan');
  const ana = discord.person(ANA);
  await ana.presses(await withButton(discord, thread, 'Approve'), 'Approve');
  const menu = await withButton(discord, thread, 'Supply the result myself');
  const button = menu.lines.join(' ').match(/\[(Supply the result myself[^\]]*)\]/u)?.[1] ?? '';
  await ana.presses(menu, button);
  await until(() => ana.form());
  ana.fills('file', [{ name: 'result.md', content: '# What I found' }]);
  expect(await ana.submits()).toMatchObject({ kind: 'closed' });
  const answered = await baton.run(({ decisions }) => [...decisions.values()].some(({ state }) => state.kind === 'answered' && state.option === 'supply'));
  expect([...answered.workstreams.values()].some(({ status }) => status.kind === 'supplied' || status.kind === 'done')).toBe(true);
  expect(discord.violations).toEqual([]);
});
