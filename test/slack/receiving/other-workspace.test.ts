/** Nothing of another workspace is ever reachable: not by a button, a form, a number or an id. */
import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { buttonOf } from '../../../adapters/slack/blocks/button.ts';
import { writeForm } from '../../../adapters/slack/modals/form.ts';
import type { ActionTarget } from '../../../src/cards/card.ts';
import { decisionId, inputId, tenantId } from '../../../src/engine/ids.ts';
import { opening, placeIn } from '../../contracts/driven-workflow.ts';
import { slackServer } from '../../fakes/slack/server.ts';
import { ANA, GENERAL, TEAM } from '../../fakes/slack/world/seed.ts';
import { until } from '../../until.ts';
import { batonAtSlack } from './baton-at-slack.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const FORM = { title: '', label: '', hint: '', submit: '' };

test('what another workspace asked for cannot be seen, answered, changed or stopped', async () => {
  const slack = await slackServer({ rates: 'off', delivery: 'http' });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, receive: 'http', drives: false });
  open.push(baton);
  const theirs = { ...placeIn(tenantId('T0ELSEWHERE')), surface: 'slack' };
  const { workflow } = await baton.database.ledger.open(opening({ tenant: theirs.tenant, at: 1_000, request: { place: theirs } }));
  const decision = decisionId(`${workflow}-d1`);
  const seen = async () =>
    await baton.database.sql`select count(*)::int as events, (select count(*)::int from inbox) as inputs from events where workflow = ${workflow}`;
  const before = await seen();

  let clicks = 0;
  const sends = async (payload: object) => {
    clicks += 1;
    const at = Math.floor(Date.now() / 1000);
    const body = new URLSearchParams({ payload: JSON.stringify({ team: { id: TEAM }, user: { id: ANA }, trigger_id: `t${clicks}`, ...payload }) }).toString();
    const signature = createHmac('sha256', slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
    const answer = await fetch(`http://127.0.0.1:${baton.receiving.port}/slack/events`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    return await answer.text();
  };
  const presses = (does: ActionTarget) =>
    sends({
      type: 'block_actions',
      channel: { id: GENERAL },
      message: { ts: '1700000000.000100' },
      actions: [{ ...buttonOf({ label: '', tone: 'plain', does }, 0), action_ts: `${clicks}.1` }],
    });

  await presses({ kind: 'answer', decision, option: 'approve', asks: null });
  await presses({ kind: 'override', workflow, change: 'cancel', confirm: null });
  await presses({ kind: 'add-context', workflow, asks: FORM });
  await presses({ kind: 'branch', workflow, number: 1, asks: { title: '', submit: '', fields: [] } });
  await presses({ kind: 'correct-reading', workflow, note: inputId('n1'), as: { kind: 'ignored' } });
  await presses({ kind: 'correct-reading', workflow, note: inputId('n1'), as: { kind: 'answer', decision, option: 'supply' } });
  const form = {
    callback_id: 'baton:form',
    private_metadata: writeForm({ v: 1, kind: 'add-context', workflow }),
    state: { values: { text: { 'form:field': { type: 'plain_text_input', value: 'mine' } } } },
  };
  const answered = await sends({ type: 'view_submission', view: { id: 'V1', ...form } });
  expect(answered).not.toContain('Compare');
  for (const line of ['/baton show 1', `/baton status --id ${workflow}`, `/baton cancel 1`, '/baton list']) await slack.person(ANA).types(GENERAL, line);
  await slack.person(ANA).opensHome();
  await until(async () => (await baton.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  await until(() => slack.person(ANA).home().length > 0);
  expect(await seen()).toEqual(before);
  const told = [
    ...slack
      .person(ANA)
      .toldPrivately()
      .flatMap(({ lines }) => lines),
    ...slack.person(ANA).home(),
  ].join(' ');
  expect(told).toContain('There is no run');
  const [run] = await baton.database.archive.workflows(theirs.tenant, { active: null, thread: null, limit: 1 });
  const task = run?.task ?? '';
  expect(task.length).toBeGreaterThan(5);
  expect(told).not.toContain(task.slice(0, 20));
});
