/** Buttons and forms, from the click to the ledger, and what people are told when it is refused. */
import { expect } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { breakableLink } from '../../fakes/breakable-link.ts';
import type { Seen } from '../../fakes/slack/seen/thread.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, CLEO, GENERAL } from '../../fakes/slack/world/seed.ts';
import { type Opened, test } from '../../opened.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonAtSlack, type BatonOptions, batonAtSlack } from './baton-at-slack.ts';

const TASK = 'Compare three stores for audit logs AND collect the retention duties THEN write the migration plan';
const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');

async function planned(open: Opened[], task = TASK, options: Omit<BatonOptions, 'slack'> = {}): Promise<{ slack: FakeSlack; baton: BatonAtSlack; ts: string }> {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, ...options });
  open.push(baton);
  const ts = await slack.person(ANA).mentions(GENERAL, `orchestrate: ${task}`);
  await baton.run(asksForApproval);
  return { slack, baton, ts };
}

/** The newest message of the thread with this button. */
const withButton = (slack: FakeSlack, ts: string, button: string): Promise<Seen> =>
  until(() => slack.thread(GENERAL, ts).findLast(({ lines }) => lines.join(' ').includes(`[${button}`)));

const told = (slack: FakeSlack, person: string) =>
  slack
    .person(person)
    .toldPrivately()
    .map(({ lines }) => lines.join(' / '));

test.concurrent('a plan is edited in a form, which voids nothing that was not given, and approved with a button', async ({ open }) => {
  const { slack, baton, ts } = await planned(open);
  const ben = slack.person(BEN);
  await ben.presses(await withButton(slack, ts, 'Edit'), 'Edit');
  await until(() => ben.form());
  await ben.fills('Title', 'Compare only the cheap stores');
  expect(await ben.submits()).toMatchObject({ kind: 'closed' });
  const edited = await baton.run(({ proposal }) => proposal?.revision === 2);
  expect(edited.proposal).toMatchObject({ author: BEN });
  expect(edited.proposal?.plan.workstreams.map((one) => one.title)).toContain('Compare only the cheap stores');
  await until(() => slack.renderedThread(GENERAL, ts).includes('Compare only the cheap stores'));
  await ben.presses(await withButton(slack, ts, 'Approve'), 'Approve');
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
  expect(slack.violations).toEqual([]);
});

test.concurrent('a button that was pressed long after is refused with what has happened since', async ({ open }) => {
  const { slack, baton, ts } = await planned(open);
  const card = await withButton(slack, ts, 'Approve');
  await slack.person(ANA).says(GENERAL, 'stop', { thread: ts });
  await baton.run(({ stage }) => stage.kind === 'ended');
  // As somebody sees it whose client has not heard of the edit.
  const delivered = { channel: card.channel, ts: card.ts };
  await slack
    .person(BEN)
    .presses(delivered, 'Approve')
    .catch(() => undefined);
  expect((await baton.run()).stage).toMatchObject({ outcome: 'cancelled' });
});

test.concurrent('context by a form; without the database nothing of what was typed is lost', async ({ open }) => {
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  const link = await breakableLink(fresh.url);
  open.push({ stop: () => link.close() });
  const { slack, baton, ts } = await planned(open, `${TASK} [[slow:20s]]`, { url: link.url });
  await slack.person(ANA).presses(await withButton(slack, ts, 'Approve'), 'Approve');
  const ana = slack.person(ANA);
  await ana.presses(await withButton(slack, ts, 'Add context'), 'Add context');
  await until(() => ana.form());
  await ana.fills('What should the agents know?', 'Only European vendors.');
  await link.cut();
  const refused = await ana.submits();
  expect(refused).toMatchObject({ kind: 'errors' });
  expect(JSON.stringify(refused)).toContain('Not taken');
  await link.mend();
  await until(async () => (await ana.submits()).kind === 'closed');
  expect((await baton.run(({ notes }) => notes.length === 1)).notes).toMatchObject([{ by: ANA, text: 'Only European vendors.' }]);
  await ana.says(GENERAL, 'stop', { thread: ts });
  await baton.run(({ stage }) => stage.kind === 'ended');
}, 60_000);

test.concurrent('settings from the App Home: an admin changes them, others are told who can', async ({ open }) => {
  const { slack, baton } = await planned(open);
  const change = async (person: string) => {
    const one = slack.person(person);
    await one.opensHome();
    await until(() => one.home().length > 0);
    await one.pressesAtHome('All settings');
    await until(() => one.form());
    await one.pressesInForm('Change');
    await until(() => one.form()?.fields.includes('max_parallel_agents'));
    await one.fills('max_parallel_agents', '5');
    return await one.submits();
  };
  const refused = await change(BEN);
  expect(JSON.stringify([refused, slack.person(BEN).form()?.errors, told(slack, BEN)])).toContain('admin');
  const before = (await baton.database.sql`select chosen from settings`).length;
  expect(before).toBe(0);
  expect(await change(CLEO)).toMatchObject({ kind: 'closed' });
  expect(await baton.database.sql`select chosen from settings`).toMatchObject([{ chosen: { max_parallel_agents: 5 } }]);
});

test.concurrent('a form that was opened before its channel was closed to Baton is refused when it is sent', async ({ open }) => {
  const { slack, baton, ts } = await planned(open);
  const ben = slack.person(BEN);
  await ben.presses(await withButton(slack, ts, 'Edit'), 'Edit');
  await until(() => ben.form());
  await slack.person(CLEO).types(GENERAL, '/baton settings set allowed_channels #C0ELSEWHERE');
  await until(() => told(slack, CLEO).some((text) => text.includes('Changed')));
  await ben.fills('Title', 'Compare only the cheap stores');
  await ben.submits();
  await until(() => told(slack, BEN).some((text) => text.includes('does not work in this channel')));
  expect((await baton.run()).proposal?.revision).toBe(1);
  // Neither a click nor a word does more; an admin may still look after the settings.
  await ben.says(GENERAL, 'approve', { thread: ts });
  await until(() => told(slack, BEN).length === 2);
  expect((await baton.run()).start).toBeNull();
  await slack.person(CLEO).types(GENERAL, '/baton settings reset allowed_channels');
  await until(() => told(slack, CLEO).some((text) => text.includes('Reset')));
  await ben.says(GENERAL, 'approve', { thread: ts });
  expect((await baton.run(({ start }) => start !== null)).start).toMatchObject({ by: BEN });
});
