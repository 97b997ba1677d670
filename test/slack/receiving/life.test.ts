/** Places and messages come and go: the ledger stays true, and somebody who can act hears of it. */
import { expect } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, GENERAL } from '../../fakes/slack/world/seed.ts';
import { type Opened, test } from '../../opened.ts';
import { until } from '../../until.ts';
import { type BatonAtSlack, batonAtSlack } from './baton-at-slack.ts';

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

/** A run that waits for a yes in the thread of a mention. */
async function waiting(open: Opened[]): Promise<{ slack: FakeSlack; baton: BatonAtSlack; ts: string }> {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack });
  open.push(baton);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run(asksForApproval);
  await until(() => slack.renderedThread(GENERAL, ts).includes('Approve'));
  return { slack, baton, ts };
}

const heard = (slack: FakeSlack, person: string) => [
  ...slack
    .person(person)
    .directMessages()
    .map(({ lines }) => lines.join(' / ')),
  ...slack
    .person(person)
    .toldPrivately()
    .map(({ lines }) => lines.join(' / ')),
];

test.concurrent('an archived channel: its run waits, the requester hears of it directly, and it goes on when the channel is back', async ({ open }) => {
  const { slack, baton, ts } = await waiting(open);
  await slack.workspace().archives(GENERAL);
  const away = await baton.run((state) => state.away !== null);
  expect(away.away).toMatchObject({ reason: 'archived' });
  expect(statusWord(away)).toBe('parked');
  await until(() => heard(slack, ANA).some((text) => text.includes('archived') && text.includes('#1')));
  await slack.workspace().unarchives(GENERAL);
  await baton.run((state) => state.away === null);
  await slack.person(BEN).says(GENERAL, 'approve', { thread: ts });
  const done = await baton.run(({ stage }) => stage.kind === 'ended');
  expect(done.stage).toMatchObject({ outcome: 'completed' });
  await until(() => slack.renderedThread(GENERAL, ts).includes('Coverage:'));
});

test.concurrent('Baton taken out of the channel, and invited again', async ({ open }) => {
  const { slack, baton } = await waiting(open);
  await slack.workspace().kicksBot(GENERAL);
  expect((await baton.run((state) => state.away !== null)).away).toMatchObject({ reason: 'left' });
  await until(() => heard(slack, ANA).some((text) => text.includes('Invite Baton')));
  await slack.workspace().invitesBot(GENERAL);
  await baton.run((state) => state.away === null);
  expect(heard(slack, BEN)).toEqual([]);
});

test.concurrent('old news of a channel, which is back when they are worked on, put no run to rest', async ({ open }) => {
  const { slack, baton } = await waiting(open);
  const workspace = slack.workspace();
  await Promise.all([workspace.archives(GENERAL), workspace.unarchives(GENERAL), workspace.kicksBot(GENERAL), workspace.invitesBot(GENERAL)]);
  await slack.settled();
  const { sql } = baton.database;
  await until(async () => (await sql`select 1 from deliveries where done_at is null`).length === 0);
  expect((await baton.run()).away).toBeNull();
  expect(await sql`select body ->> 'reason' as reason from inbox where body ->> 'reason' is not null`).toEqual([]);
  expect(heard(slack, ANA)).toEqual([]);
});

test.concurrent('a deleted channel: what there is stays, and the run can be ended from elsewhere', async ({ open }) => {
  const { slack, baton } = await waiting(open);
  await slack.workspace().deletesChannel(GENERAL);
  const away = await baton.run((state) => state.away !== null);
  expect(away.away).toMatchObject({ reason: 'deleted' });
  await until(() => heard(slack, ANA).some((text) => text.includes(`/baton cancel`)));
});

test.concurrent('an edited request: the author hears once that the run goes on with what was asked', async ({ open }) => {
  const { slack, baton, ts } = await waiting(open);
  for (const text of ['something else', 'something else again', 'something else entirely']) await slack.person(ANA).edits(GENERAL, ts, text);
  await slack.settled();
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  expect(heard(slack, ANA)).toEqual([expect.stringContaining('goes on with what you asked first')]);
  expect((await baton.run()).task).toMatchObject({ text: TASK });
  // Words in the channel that are nobody's request may change as they like.
  const other = await slack.person(BEN).says(GENERAL, 'hello');
  await slack.person(BEN).edits(GENERAL, other, 'hello you');
  expect(heard(slack, BEN)).toEqual([]);
});

test.concurrent('a deleted request with replies below it: the run goes on, and its requester hears so', async ({ open }) => {
  const { slack, baton, ts } = await waiting(open);
  await slack.person(ANA).deletes(GENERAL, ts);
  await until(() => heard(slack, ANA).some((text) => text.includes('although its request was deleted')));
  await slack.person(BEN).says(GENERAL, 'approve', { thread: ts });
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
});

test.concurrent('a deleted request below which nothing stands: replies would fall into the channel, so the run waits and its requester hears of it', async ({
  open,
}) => {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, drives: false });
  open.push(baton);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  await baton.run();
  await slack.person(ANA).deletes(GENERAL, ts);
  await until(() => heard(slack, ANA).some((text) => text.includes('its thread was deleted') && text.includes('/baton show')));
  expect(await baton.database.sql`select body ->> 'reason' as reason from inbox where body ->> 'reason' is not null`).toEqual([{ reason: 'thread-deleted' }]);
});

test.concurrent('a deleted word of context is followed no more', async ({ open }) => {
  const { slack, baton, ts } = await waiting(open);
  const note = await slack.person(BEN).says(GENERAL, 'Only European vendors.', { thread: ts });
  await baton.run(({ notes }) => notes.length === 1);
  await slack.person(BEN).deletes(GENERAL, note);
  await baton.run(({ notes }) => notes.length === 0);
});

test.concurrent('of many posts that fail at one place each run hears once, whoever says so', async ({ open }) => {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, drives: false });
  open.push(baton);
  await slack.person(ANA).mentions(GENERAL, `orchestrate: ${TASK}`);
  const run = await baton.run();
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  const { tenant, channel, thread } = run.place;
  for (let time = 0; time < 20; time += 1) baton.receiving.unreachable({ tenant, channel, thread, workflow: run.id, reason: 'left' });
  await until(() => heard(slack, ANA).length > 0);
  expect(heard(slack, ANA)).toHaveLength(1);
  expect(await baton.database.sql`select body ->> 'reason' as reason from inbox where body ->> 'reason' is not null`).toEqual([{ reason: 'left' }]);
});

test.concurrent('an uninstalled app: the runs wait in the ledger, and nothing is asked of Slack any more', async ({ open }) => {
  const { slack, baton } = await waiting(open);
  await slack.workspace().uninstalls();
  expect((await baton.run((state) => state.away !== null)).away).toMatchObject({ reason: 'uninstalled' });
  const calls = slack.count();
  await baton.database.sql`select pg_sleep(0.5)`;
  // But who it is, which Slack answers with a refusal.
  expect(slack.calls.slice(calls).filter(({ method }) => method !== 'auth.test')).toEqual([]);
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
});
