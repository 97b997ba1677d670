/** Everything that people can do in Slack to reach Baton, through the real Bolt in Socket Mode. */
import { expect } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, CLEO, EVE, GENERAL, GUS, LEADS, RANDOM, SECRET, SHARED } from '../../fakes/slack/world/seed.ts';
import { type Opened, test } from '../../opened.ts';
import { until } from '../../until.ts';
import { type BatonAtSlack, type BatonOptions, batonAtSlack } from './baton-at-slack.ts';

async function started(open: Opened[], options: Omit<BatonOptions, 'slack'> = {}): Promise<{ slack: FakeSlack; baton: BatonAtSlack }> {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, ...options });
  open.push(baton);
  return { slack, baton };
}

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Parameters<Parameters<BatonAtSlack['run']>[0] & object>[0]) =>
  openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

const told = (slack: FakeSlack, person: string) =>
  slack
    .person(person)
    .toldPrivately()
    .map(({ lines }) => lines.join(' / '));

test.concurrent('a command begins a thread whose root becomes the plan; approved by a word, it runs to its end', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ana = slack.person(ANA);
  expect(await ana.types(GENERAL, `/orchestrate ${TASK} <for> @ben & co`)).toMatchObject({ taken: true });
  const planned = await baton.run(asksForApproval);
  expect(planned).toMatchObject({ requester: ANA, place: { surface: 'slack', channel: GENERAL }, mode: 'orchestrate' });
  expect(planned.task).toEqual({ kind: 'inline', text: `${TASK} <for> @ben & co` });
  expect(slack.channel(GENERAL).map(({ ts }) => ts)).toEqual([planned.place.thread]);
  await slack.person(BEN).says(GENERAL, 'approve', { thread: planned.place.thread });
  const done = await baton.run(({ stage }) => stage.kind === 'ended');
  expect(done).toMatchObject({ stage: { outcome: 'completed' }, start: { by: BEN } });
  await until(() => slack.renderedThread(GENERAL, planned.place.thread).includes('Coverage:'));
  expect(slack.violations).toEqual([]);
});

test.concurrent('a mention, heard twice, begins one run in its own thread; words in it are context with one click to take back', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  const planned = await baton.run(asksForApproval);
  expect(planned.place.thread).toBe(ts);
  expect(await baton.runs()).toHaveLength(1);

  const ben = slack.person(BEN);
  await ben.says(GENERAL, 'see you at lunch', { thread: ts });
  const noted = await baton.run(({ notes }) => notes.length === 1);
  expect(noted.notes).toMatchObject([{ by: BEN, text: 'see you at lunch' }]);
  const asked = await until(() => ben.toldPrivately().find(({ lines }) => lines.join(' ').includes('Ignore it')));
  expect(asked.lines.join(' ')).toContain('took your message as context');
  // Nothing that is said in plain words approves.
  await ben.says(GENERAL, 'looks good, approve it', { thread: ts });
  await baton.run(({ notes }) => notes.length === 2);
  expect((await baton.run()).start).toBeNull();
  expect(await ben.presses(asked, 'Ignore it')).toMatchObject({ taken: true });
  expect((await baton.run(({ notes }) => notes.length === 1)).notes).toMatchObject([{ text: 'looks good, approve it' }]);
  await until(() => told(slack, BEN).some((text) => text.includes('Ignored')));
  expect(slack.violations).toEqual([]);
});

test.concurrent('an approval that was said before its plan was shown approves nothing, however late it is heard', async ({ open }) => {
  const { slack, baton } = await started(open);
  const thread = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  await slack.person(BEN).says(GENERAL, 'see you at lunch', { thread });
  await slack.person(BEN).mentions(GENERAL, 'remember that only Europe counts', { thread });
  await baton.run(({ notes }) => notes.length === 2);
  const spoken = slack.delivered.filter(({ payload }) => payload.event?.thread_ts === thread && payload.event.user === BEN);
  const [word, mention] = [spoken.find(({ what }) => what === 'message'), spoken.find(({ what }) => what === 'app_mention')];
  if (!word || !mention) throw new Error('nothing was delivered');
  for (const [delivered, text, secondsAgo] of [[word, 'approve', 60] as const, [mention, `<@${slack.workspace().botUserId}> approve`, 50] as const]) {
    const { event } = delivered.payload;
    await slack.deliversAgain({ ...delivered, payload: { ...delivered.payload, event: { ...event, text, ts: (Date.now() / 1000 - secondsAgo).toFixed(6) } } });
  }
  await until(() => told(slack, BEN).filter((text) => text.includes('This question is not asked any more')).length === 2);
  expect((await baton.run()).start).toBeNull();
  await slack.person(BEN).says(GENERAL, 'approve', { thread });
  await baton.run(({ start }) => start !== null);
});

test.concurrent('“it was an answer” answers the open question with the words, and takes them back as context', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).mentions(GENERAL, 'orchestrate: Compare the stores [[fail]] AND collect the duties THEN write the plan');
  await baton.run(asksForApproval);
  await slack.person(ANA).says(GENERAL, 'approve', { thread: ts });
  await baton.run((state) => openDecisions(state).some(({ question }) => question.kind === 'failure-menu'));
  await slack.person(ANA).says(GENERAL, 'Only the European ones.', { thread: ts });
  const ana = slack.person(ANA);
  const asked = await until(() => ana.toldPrivately().find(({ lines }) => lines.join(' ').includes('It was an answer')));
  await ana.presses(asked, 'It was an answer');
  const which = await until(() => ana.toldPrivately().find(({ lines }) => lines.join(' ').includes('Which answer was it?')));
  const button = which.lines.join(' ').match(/Retry with more context[^\]]*/u)?.[0] ?? '';
  await ana.presses(which, button);
  const answered = await baton.run(({ decisions }) =>
    [...decisions.values()].some(({ state }) => state.kind === 'answered' && state.option === 'retry-with-context'),
  );
  expect([...answered.decisions.values()].find(({ state }) => state.kind === 'answered' && state.option === 'retry-with-context')?.state).toMatchObject({
    text: 'Only the European ones.',
  });
  await baton.run(({ notes }) => notes.every(({ id }) => id === undefined));
});

test.concurrent('an override in words: use a persona for the next phase', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  await slack.person(ANA).mentions(GENERAL, 'use startup-cto for the next phase', { thread: ts });
  const changed = await baton.run(({ proposal }) => proposal?.plan.phases[0]?.persona === 'startup-cto');
  expect(changed.proposal?.plan.phases[0]?.persona).toBe('startup-cto');
  await slack.person(ANA).mentions(GENERAL, 'use startup-cta for the next phase', { thread: ts });
  await until(() => told(slack, ANA).some((text) => text.includes('startup-cta') && text.includes('startup-cto')));
});

test.concurrent('shortcuts take the message as the task, the thread as material and the files with it', async ({ open }) => {
  const { slack, baton } = await started(open);
  const root = await slack.person(BEN).says(GENERAL, 'We store the audit logs in one table.');
  await slack.person(BEN).says(GENERAL, 'It has 4 TB.', { thread: root });
  const ts = await slack.person(BEN).says(GENERAL, 'Is this ready for production? budget:9999', {
    thread: root,
    files: [{ name: 'schema.sql', content: 'create table audit (id int);' }],
  });
  await slack.person(ANA).usesShortcut('Expert panel on this thread', { channel: GENERAL, ts });
  const run = await baton.run(({ inputs }) => inputs.length > 0);
  expect(run.options.pattern).toBe('expert-panel');
  expect(run.requester).toBe(ANA);
  expect(run.settings.workflow_budget_usd).toBe(20);
  expect(run.inputs.map(({ name }) => name)).toEqual(['schema.sql', 'thread-so-far.md']);
  const background = await baton.database.artifacts.read(run.place.tenant, run.background?.artifact ?? run.inputs[0]!.id);
  const text = new TextDecoder().decode(background?.content);
  expect(text).toContain('We store the audit logs in one table.');
  expect(text).toContain('It has 4 TB.');
  expect(text).not.toContain('ready for production');
  expect(text).toMatch(/### .*ben/iu);
});

test.concurrent('who may not use Baton is told so privately, and bots are told nothing; settings let guests in', async ({ open }) => {
  const { slack, baton } = await started(open);
  await slack.person(GUS).types(GENERAL, `/orchestrate ${TASK}`);
  await until(() => told(slack, GUS).some((text) => text.includes('Guests cannot use Baton')));
  await slack.person(EVE).mentions(SHARED, `orchestrate: ${TASK}`);
  await until(() => told(slack, EVE).some((text) => text.includes('People of other workspaces')));
  expect(await baton.runs()).toEqual([]);
  await slack.person(CLEO).types(GENERAL, '/baton settings set allow_guests on');
  await until(() => told(slack, CLEO).some((text) => text.includes('Changed')));
  await slack.person(GUS).types(GENERAL, `/orchestrate ${TASK}`);
  await baton.run();
  expect((await baton.runs())[0]?.requester).toBe(GUS);
});

test.concurrent('where Baton is not in the channel, whoever asks hears how to invite it, and nothing begins', async ({ open }) => {
  const { slack, baton } = await started(open);
  await slack.person(ANA).types(RANDOM, `/orchestrate ${TASK}`);
  await until(() => told(slack, ANA).some((text) => text.includes('/invite')));
  expect(await baton.runs()).toEqual([]);
  // What cannot be read begins no thread either.
  await slack.person(ANA).types(GENERAL, '/parallel "one"');
  await until(() => told(slack, ANA).length === 2);
  expect(slack.channel(GENERAL)).toEqual([]);
});

test.concurrent('settings name people and groups by id; a member of an approving group approves', async ({ open }) => {
  const { slack, baton } = await started(open);
  await slack.person(CLEO).types(GENERAL, `/baton settings set plan_policy <!subteam^${LEADS}>, not requester`);
  await until(() => told(slack, CLEO).some((text) => text.includes('Changed')));
  await slack.person(ANA).types(GENERAL, `/orchestrate ${TASK}`);
  const planned = await baton.run(asksForApproval);
  await slack.person(ANA).says(GENERAL, 'approve', { thread: planned.place.thread });
  await until(() => told(slack, ANA).some((text) => text.includes('Only')));
  expect((await baton.run()).start).toBeNull();
  await slack.person(BEN).says(GENERAL, 'approve', { thread: planned.place.thread });
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
});

test.concurrent('what is in a private channel stays with its members, in lists, by number and on the home page', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).mentions(SECRET, `orchestrate: Project Nightjar, ${TASK}`);
  const run = await baton.run(asksForApproval);
  expect(run.place).toMatchObject({ channel: SECRET, thread: ts });
  await slack.person(CLEO).types(GENERAL, '/baton list');
  await slack.person(CLEO).types(GENERAL, `/baton show ${run.number}`);
  await slack.person(CLEO).types(GENERAL, `/baton cancel ${run.number}`);
  await until(() => told(slack, CLEO).length === 3);
  expect(told(slack, CLEO).join(' ')).not.toContain('Nightjar');
  expect((await baton.run()).stage.kind).not.toBe('ended');
  await slack.person(CLEO).opensHome();
  await slack.person(BEN).opensHome();
  await until(() => slack.person(BEN).home().join(' ').includes('Nightjar'));
  await until(() => slack.person(CLEO).home().length > 0);
  expect(slack.person(CLEO).home().join(' ')).not.toContain('Nightjar');
  await slack.person(BEN).types(GENERAL, '/baton list');
  await until(() => told(slack, BEN).some((text) => text.includes('Nightjar')));
});

test.concurrent('the native stop cancels the run of its thread', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  await slack.person(ANA).stops(GENERAL, ts);
  expect((await baton.run(({ stage }) => stage.kind === 'ended')).stage).toMatchObject({ outcome: 'cancelled', by: ANA });
});

test.concurrent('people who talk in a thread without a run, or in the channel, are neither kept nor answered', async ({ open }) => {
  const { slack, baton } = await started(open);
  const root = await slack.person(ANA).says(GENERAL, 'Lunch?');
  await slack.person(BEN).says(GENERAL, 'approve', { thread: root });
  await slack.person(ANA).types(GENERAL, '/baton help');
  await until(() => told(slack, ANA).length === 1);
  const kept = await baton.database.sql`select id from deliveries`;
  expect(kept.map(({ id }) => String(id).split(':')[0])).toEqual(['command']);
  expect(told(slack, BEN)).toEqual([]);
});

test.concurrent('what is said to Baton alone is a request, and its thread is read by nobody else', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).says('dm', `orchestrate: ${TASK}`);
  const run = await baton.run(asksForApproval);
  expect(run.place.thread).toBe(ts);
  await slack.person(BEN).types(GENERAL, `/baton show ${run.number}`);
  await until(() => told(slack, BEN).some((text) => text.includes('There is no run #1')));
  await slack.person(ANA).says('dm', 'approve', { thread: ts });
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: ANA });
});

test.concurrent('files are taken by name and kind, refused by name, and fetched from Slack alone', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ana = slack.person(ANA);
  await ana.mentions(GENERAL, `orchestrate: ${TASK}`, { files: [{ name: 'tool.exe', content: 'MZ' }] });
  await until(() => told(slack, ANA).some((text) => text.includes('tool.exe is of a kind that Baton does not take')));
  await ana.mentions(GENERAL, `orchestrate: ${TASK}`, { files: [{ name: 'table.csv', content: 'a\0b' }] });
  await until(() => told(slack, ANA).some((text) => text.includes('table.csv is not UTF-8 text inside')));
  await ana.mentions(GENERAL, `orchestrate: ${TASK}`, { files: [{ name: 'big.md', content: 'x'.repeat(10 * 1024 * 1024 + 1) }] });
  await until(() => told(slack, ANA).some((text) => text.includes('big.md') && text.includes('10485760')));
  expect(await baton.runs()).toEqual([]);
  const ts = await ana.mentions(GENERAL, `orchestrate: ${TASK}`, { files: [{ name: '../notes.md', content: '# Notes' }] });
  const run = await baton.run(({ inputs }) => inputs.length === 1);
  expect(run.inputs).toMatchObject([{ name: 'notes.md', mediaType: 'text/markdown', bytes: 7 }]);
  // A run has its files; what comes later needs a new one.
  await baton.run(asksForApproval);
  await ana.says(GENERAL, 'and this', { thread: ts, files: [{ name: 'more.md', content: '# More' }] });
  await until(() => told(slack, ANA).some((text) => text.includes('Files go with a request')));
  slack.workspace().withdrawsScope('files:read');
  await ana.mentions(GENERAL, `orchestrate: ${TASK}`, { files: [{ name: 'late.md', content: '# Late' }] });
  await until(() => told(slack, ANA).some((text) => text.includes('Slack does not give me late.md')));
});

test.concurrent('a thread whose run is over: words start nothing, a mention does, with the thread as material', async ({ open }) => {
  const { slack, baton } = await started(open);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  await slack.person(ANA).says(GENERAL, 'stop', { thread: ts });
  await baton.run(({ stage }) => stage.kind === 'ended');
  await slack.person(BEN).says(GENERAL, 'what a pity', { thread: ts });
  await until(() => told(slack, BEN).some((text) => text.includes('Run #1 is over')));
  expect(await baton.runs()).toHaveLength(1);
  await slack.person(BEN).mentions(GENERAL, 'orchestrate: Compare the two cheap ones AND write it down', { thread: ts });
  const second = await baton.run(({ number }) => number === 2);
  expect(second.place.thread).toBe(ts);
  expect(second.background?.messages).toBeGreaterThan(0);
});
