/** Everything that people can do in Discord to reach Baton, through the real gateway. */
import { afterEach, expect, test } from 'vitest';
import { encodeButton } from '../../../adapters/discord/components/button.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { ANA, APP, BEN, BOT_ROLE, CLEO, FORUM, GENERAL, LEADS, OTHER_BOT, READ_ONLY, SECRET } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { type BatonAtDiscord, type BatonOptions, batonAtDiscord } from './baton-at-discord.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function started(options: Omit<BatonOptions, 'discord'> = {}, server: DiscordOptions = {}): Promise<{ discord: FakeDiscord; baton: BatonAtDiscord }> {
  const discord = await discordServer({ rates: 'off', ...server });
  open.push({ stop: () => discord.close() });
  const baton = await batonAtDiscord({ discord, ...options });
  open.push(baton);
  return { discord, baton };
}

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Parameters<Parameters<BatonAtDiscord['run']>[0] & object>[0]) =>
  openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

const told = (discord: FakeDiscord, person: string) =>
  discord
    .person(person)
    .toldPrivately()
    .map(({ lines }) => lines.join(' / '));

test('a command begins a thread whose root becomes the plan; approved by a button, it runs to its end', async () => {
  const { discord, baton } = await started();
  const ana = discord.person(ANA);
  expect(await ana.runs(GENERAL, 'orchestrate', { task: `${TASK} <for> @ben & co`, budget: 3, persona: 'startup-cto' })).toMatchObject({ taken: true });
  const planned = await baton.run(asksForApproval);
  expect(planned).toMatchObject({ requester: ANA, place: { surface: 'discord', channel: GENERAL }, mode: 'orchestrate', options: { persona: 'startup-cto' } });
  expect(planned.settings.workflow_budget_usd).toBe(3);
  expect(planned.task).toEqual({ kind: 'inline', text: `${TASK} <for> @ben & co` });
  const { thread } = planned.place;
  expect(discord.threadsOf(GENERAL)).toEqual([thread]);
  await until(() => told(discord, ANA).some((text) => text.includes(`Run #${planned.number} has begun`)));
  const plan = await until(() => discord.thread(thread).find(({ lines }) => lines.join(' ').includes('[Approve]')));
  expect(await discord.person(BEN).presses(plan, 'Approve')).toMatchObject({ taken: true });
  const done = await baton.run(({ stage }) => stage.kind === 'ended');
  expect(done).toMatchObject({ stage: { outcome: 'completed' }, start: { by: BEN } });
  await until(() => discord.renderedThread(thread).includes('Coverage:'));
  expect(discord.violations).toEqual([]);
});

test('“Go back” takes away only what nobody else sees', async () => {
  const { discord, baton } = await started();
  const message = await discord.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  const plan = await until(() => discord.thread(message).find(({ lines }) => lines.join(' ').includes('[Approve]')));
  // No message for all has this button. Whoever writes their own client can press it there all the same.
  const goBack = { type: 2, label: 'Go back', custom_id: encodeButton({ kind: 'leave' }, 1) };
  expect(await discord.person(BEN).pressesAsSeen({ ...plan, components: [goBack] }, 'Go back')).toMatchObject({ taken: true });
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  expect(discord.thread(message).map(({ id }) => id)).toContain(plan.id);
});

test('a mention begins a thread from the message; words in it are context with one click to take back', async () => {
  const { discord, baton } = await started();
  const message = await discord.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  const planned = await baton.run(asksForApproval);
  expect(planned.place).toMatchObject({ channel: GENERAL, thread: message });
  const ben = discord.person(BEN);
  await ben.says(message, 'see you at lunch');
  const noted = await baton.run(({ notes }) => notes.length === 1);
  expect(noted.notes).toMatchObject([{ by: BEN, text: 'see you at lunch' }]);
  const asked = await until(() => discord.thread(message).find(({ lines }) => lines.join(' ').includes('Ignore it')));
  expect(await ben.presses(asked, 'Ignore it')).toMatchObject({ taken: true });
  await baton.run(({ notes }) => notes.length === 0);
  await until(() => told(discord, BEN).some((text) => text.includes('Ignored')));
  expect(discord.violations).toEqual([]);
});

test('whoever calls Baton’s own role means Baton; of other roles nothing is heard', async () => {
  const { discord, baton } = await started({ drives: false });
  const ben = discord.person(BEN);
  await ben.says(GENERAL, `<@&${LEADS}> orchestrate: ${TASK}`);
  const message = await ben.says(GENERAL, `<@&${BOT_ROLE}> orchestrate: ${TASK}`);
  const run = await baton.run();
  expect(run).toMatchObject({ requester: BEN, place: { thread: message }, task: { text: TASK } });
  expect(await baton.runs()).toHaveLength(1);
  // A role that it gets anew, when it is invited again.
  discord.guild().removesBot();
  discord.guild().addsBot();
  const again = await ben.says(GENERAL, `<@&${BOT_ROLE}> orchestrate: Compare the queues AND write it down`);
  await baton.run(({ place }) => place.thread === again);
  expect(discord.violations).toEqual([]);
});

test('a mention in a forum post stays in the post, with what was said before as material', async () => {
  const { discord, baton } = await started();
  const post = await discord.person(BEN).postsInForum(FORUM, 'Audit logs', 'We store them in one table. It has 4 TB.');
  await discord.person(ANA).mentions(post, `orchestrate: ${TASK}`);
  const run = await baton.run(asksForApproval);
  expect(run.place).toMatchObject({ channel: FORUM, thread: post });
  const background = await baton.database.artifacts.read(run.place.tenant, run.background?.artifact ?? run.inputs[0]!.id);
  expect(new TextDecoder().decode(background?.content)).toContain('It has 4 TB.');
});

test('a thread that is there is the place of a command in it; replies in it are answers and context', async () => {
  const { discord, baton } = await started();
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Audit logs');
  await discord.person(BEN).says(thread, 'They have 4 TB.');
  await discord.person(ANA).runs(thread, 'orchestrate', { task: TASK });
  const run = await baton.run(asksForApproval);
  expect(run.place).toMatchObject({ channel: GENERAL, thread });
  expect(run.background).not.toBeNull();
  await discord.person(ANA).says(thread, 'approve');
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: ANA });
  expect(discord.threadsOf(GENERAL)).toEqual([thread]);
  // The command's own sign of thinking goes away: the plan in the thread is the answer.
  expect(
    discord
      .person(ANA)
      .toldPrivately()
      .filter(({ thinking }) => thinking),
  ).toEqual([]);
  expect(discord.violations).toEqual([]);
});

test('the menus of a message take it as the task, the thread as material and the files with it', async () => {
  const { discord, baton } = await started();
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Audit logs');
  await discord.person(BEN).says(thread, 'We store the audit logs in one table.');
  const files = [{ name: 'schema.sql', content: 'create table audit (id int);' }];
  const id = await discord.person(BEN).says(thread, 'Is this ready for production? budget:9999', { files });
  await discord.person(ANA).usesOnMessage('Expert panel on this', { channel: thread, id });
  const run = await baton.run(({ inputs }) => inputs.length > 0);
  expect(run.options.pattern).toBe('expert-panel');
  expect(run.requester).toBe(ANA);
  expect(run.settings.workflow_budget_usd).toBe(20);
  expect(run.inputs.map(({ name }) => name)).toEqual(['schema.sql', 'thread-so-far.md']);
  const background = await baton.database.artifacts.read(run.place.tenant, run.background?.artifact ?? run.inputs[0]!.id);
  const text = new TextDecoder().decode(background?.content);
  expect(text).toContain('We store the audit logs in one table.');
  expect(text).not.toContain('ready for production');
  // In a channel a thread grows from the message.
  const message = await discord.person(BEN).says(GENERAL, 'Compare the queues AND write it down');
  await discord.person(ANA).usesOnMessage('Orchestrate this', { channel: GENERAL, id: message });
  expect((await baton.run(({ place }) => place.thread === message)).task).toMatchObject({ text: 'Compare the queues AND write it down' });
  await until(() => told(discord, ANA).some((text) => text.includes('has begun')));
  expect(discord.violations).toEqual([]);
});

test('files come with a command and with a message; one that cannot be taken refuses it by name', async () => {
  const { discord, baton } = await started({ drives: false });
  await discord
    .person(ANA)
    .runs(GENERAL, 'orchestrate', { task: TASK, file: { name: 'notes.md', content: '# Notes' }, file3: { name: 'more.csv', content: 'a,b' } });
  expect((await baton.run()).inputs.map(({ name }) => name)).toEqual(['notes.md', 'more.csv']);
  await discord.person(BEN).mentions(GENERAL, `orchestrate: ${TASK}`, { files: [{ name: 'tool.exe', content: 'MZ' }] });
  await until(() =>
    discord
      .person(BEN)
      .directMessages()
      .some(({ lines }) => lines.join(' ').includes('tool.exe')),
  );
  expect(await baton.runs()).toHaveLength(1);
  expect(discord.violations).toEqual([]);
});

test('while somebody types, names of the library and runs that they may see are suggested', async () => {
  const { discord, baton } = await started({ drives: false });
  await discord.person(ANA).mentions(SECRET, 'orchestrate: Project Nightjar AND its audit');
  await baton.run();
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: 'Compare the open stores AND write it down' });
  await until(async () => (await baton.runs()).length === 2);
  const names = async (person: string, command: string, option: string, typed: string, others = {}) =>
    (await discord.person(person).suggestions(GENERAL, command, option, typed, others))?.map(({ name }) => name) ?? [];
  expect(await names(ANA, 'orchestrate', 'persona', 'startup', { task: 'x' })).toContain('startup-cto');
  expect(await names(ANA, 'orchestrate', 'pattern', 'exp', { task: 'x' })).toEqual(['expert-panel']);
  expect((await names(ANA, 'baton show', 'run', '')).join(' ')).toContain('Nightjar');
  const cleo = (await names(CLEO, 'baton show', 'run', '')).join(' ');
  expect(cleo).not.toContain('Nightjar');
  expect(cleo).toContain('open stores');
  expect(discord.violations).toEqual([]);
});

test('what is in a private channel stays with its members, in lists and by number', async () => {
  const { discord, baton } = await started({ drives: false });
  await discord.person(ANA).mentions(SECRET, 'orchestrate: Project Nightjar AND its audit');
  const run = await baton.run();
  for (const [command, options] of [
    ['list', {}],
    ['show', { run: run.number }],
    ['cancel', { run: run.number }],
  ] as const) {
    const before = told(discord, CLEO).length;
    await discord.person(CLEO).runs(GENERAL, `baton ${command}`, options);
    await until(() => told(discord, CLEO).length === before + 1);
  }
  expect(told(discord, CLEO).join(' ')).not.toContain('Nightjar');
  expect((await baton.run()).stage.kind).not.toBe('ended');
});

test('settings name people, roles and channels by id; a member of an approving role approves, by Discord’s word at the click', async () => {
  const { discord, baton } = await started();
  await discord.person(CLEO).runs(GENERAL, 'baton settings set', { name: 'plan_policy', value: `<@&${LEADS}>, not requester` });
  await until(() => told(discord, CLEO).some((text) => text.includes('Changed')));
  await discord.person(BEN).runs(GENERAL, 'orchestrate', { task: TASK });
  const planned = await baton.run(asksForApproval);
  const plan = await until(() => discord.thread(planned.place.thread).find(({ lines }) => lines.join(' ').includes('[Approve]')));
  await discord.person(ANA).presses(plan, 'Approve');
  await until(() => told(discord, ANA).some((text) => text.includes('Only')));
  expect((await baton.run()).start).toBeNull();
  discord.guild().setsRoles(ANA, [LEADS]);
  await discord.person(ANA).presses(plan, 'Approve');
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: ANA });
});

test('where Baton lacks a permission, whoever asks hears which, and nothing begins', async () => {
  const { discord, baton } = await started({ drives: false });
  await discord.person(ANA).runs(READ_ONLY, 'orchestrate', { task: TASK });
  await until(() => told(discord, ANA).some((text) => text.includes('Send Messages')));
  await discord.person(ANA).mentions(READ_ONLY, `orchestrate: ${TASK}`);
  await until(() =>
    discord
      .person(ANA)
      .directMessages()
      .some(({ lines }) => lines.join(' ').includes('Send Messages')),
  );
  expect(await baton.runs()).toEqual([]);
  // What cannot be read begins no thread either.
  await discord.person(ANA).runs(GENERAL, 'parallel', { task1: 'one', task2: '' });
  expect(discord.channel(GENERAL)).toEqual([]);
});

test('in a direct message Baton says where to ask, and to bots it says nothing', async () => {
  const { discord, baton } = await started({ drives: false });
  await discord.person(ANA).says('dm', 'orchestrate something');
  await until(() =>
    discord
      .person(ANA)
      .directMessages()
      .some(({ lines }) => lines.join(' ').includes('channels and threads of a server')),
  );
  await discord.person(OTHER_BOT).says(GENERAL, `<@${APP}> orchestrate: ${TASK}`);
  await discord.person(ANA).runs(GENERAL, 'baton list');
  await until(() => told(discord, ANA).length === 1);
  expect(await baton.runs()).toEqual([]);
  expect(discord.channel(GENERAL).filter(({ author }) => author === 'Baton')).toEqual([]);
});

test('without Message Content buttons and mentions do everything', async () => {
  const { discord, baton } = await started({}, { app: { messageContent: false } });
  expect(baton.discord.state()).toBe('limited');
  const message = await discord.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  await discord.person(BEN).says(message, 'nobody hears this');
  await discord.person(BEN).mentions(message, 'Only European vendors.');
  const noted = await baton.run(({ notes }) => notes.length === 1);
  expect(noted.notes).toMatchObject([{ text: expect.stringContaining('Only European vendors.') }]);
  const plan = await until(() => discord.thread(message).find(({ lines }) => lines.join(' ').includes('[Approve]')));
  await discord.person(BEN).presses(plan, 'Approve');
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
});

test('a reply in the channel to the root of a run is meant for its thread', async () => {
  const { discord, baton } = await started();
  await discord.person(ANA).runs(GENERAL, 'orchestrate', { task: TASK });
  const { place } = await baton.run(asksForApproval);
  await discord.person(BEN).says(GENERAL, 'Only European vendors.', { replyTo: place.thread });
  expect((await baton.run(({ notes }) => notes.length === 1)).notes).toMatchObject([{ by: BEN, text: 'Only European vendors.' }]);
  await until(() => discord.channel(GENERAL).some(({ lines }) => lines.join(' ').includes('Ignore it')));
});
