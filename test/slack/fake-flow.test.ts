/** The local Slack server, met by the real Bolt in Socket Mode: commands, mentions, buttons, forms, home. */
import { App, LogLevel } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, BEN, EVE, GENERAL, RANDOM, SHARED } from '../fakes/slack/world/seed.ts';
import { until } from '../until.ts';

const started: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of started.splice(0).toReversed()) await one.stop();
});

async function bolt(options: Parameters<typeof slackServer>[0] = {}): Promise<{ slack: FakeSlack; app: App }> {
  const slack = await slackServer(options);
  started.push({ stop: () => slack.close() });
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.url },
  });
  started.push({ stop: () => app.stop() });
  return { slack, app };
}

test('a command opens a thread, a button in it opens a form, and the form is answered', async () => {
  const { slack, app } = await bolt();
  app.command('/orchestrate', async ({ ack, client, command }) => {
    await ack({ text: 'taken' });
    const { ts } = await client.chat.postMessage({ channel: command.channel_id, text: `asked by <@${command.user_id}>` });
    await client.chat.postMessage({
      channel: command.channel_id,
      thread_ts: String(ts),
      text: 'a plan',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `The plan for &lt;${command.text}&gt;` } },
        { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Edit' }, action_id: 'edit', value: 'w1' }] },
      ],
    });
  });
  app.action('edit', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'plan',
        title: { type: 'plain_text', text: 'Edit the plan' },
        submit: { type: 'plain_text', text: 'Save' },
        blocks: [{ type: 'input', block_id: 'title', label: { type: 'plain_text', text: 'Title' }, element: { type: 'plain_text_input', action_id: 'v' } }],
      },
    });
  });
  const submitted: unknown[] = [];
  app.view('plan', async ({ ack, view }) => {
    submitted.push(view.state.values);
    if (view.state.values.title?.v?.value === 'bad') await ack({ response_action: 'errors', errors: { title: 'Not that' } });
    else await ack();
  });
  await app.start();

  const ana = slack.person(ANA);
  expect(await ana.types(GENERAL, '/orchestrate compare a & b')).toMatchObject({ taken: true });
  expect(ana.toldPrivately().map((one) => one.lines)).toEqual([['taken']]);
  const [root] = await until(() => (slack.channel(GENERAL).length === 1 ? slack.channel(GENERAL) : null));
  const [, plan] = await until(() => (slack.thread(GENERAL, root!.ts).length === 2 ? slack.thread(GENERAL, root!.ts) : null));
  expect(plan!.lines).toEqual(['The plan for <compare a & b>', '[Edit]']);
  expect(await ana.presses(plan!, 'Edit')).toMatchObject({ taken: true });
  await until(() => ana.form());
  expect(await ana.submits()).toEqual({ kind: 'incomplete', fields: ['Title'] });
  await ana.fills('Title', 'bad');
  expect(await ana.submits()).toEqual({ kind: 'errors', errors: { Title: 'Not that' } });
  await ana.fills('Title', 'good');
  expect(await ana.submits()).toEqual({ kind: 'closed' });
  expect(ana.form()).toBeNull();
  expect(submitted).toEqual([{ title: { v: { type: 'plain_text_input', value: 'bad' } } }, { title: { v: { type: 'plain_text_input', value: 'good' } } }]);
  expect(slack.violations).toEqual([]);
});

test('a mention is heard twice with one ts, outside the channel not at all, and the own answer is heard too', async () => {
  const { slack, app } = await bolt();
  const heard: { type: string; ts: string; id: string }[] = [];
  app.event('app_mention', async ({ event, body, client, say }) => {
    heard.push({ type: event.type, ts: event.ts, id: body.event_id });
    await client.chat.postEphemeral({ channel: event.channel, user: String(event.user), text: 'for you alone' });
    await say({ text: 'here', thread_ts: event.ts });
  });
  app.event('message', async ({ event, body }) => void heard.push({ type: event.type, ts: event.ts, id: body.event_id }));
  await app.start();

  const ts = await slack.person(ANA).mentions(GENERAL, 'status');
  await until(() => slack.thread(GENERAL, ts).length === 2);
  expect(heard.map((one) => one.type).toSorted()).toEqual(['app_mention', 'message']);
  expect(new Set(heard.map((one) => one.ts))).toEqual(new Set([ts]));
  expect(new Set(heard.map((one) => one.id)).size).toBe(2);
  await until(() => slack.delivered.some((one) => one.payload.event?.bot_id !== undefined));
  await slack.settled();
  expect(slack.delivered.map((one) => one.payload.event.text)).not.toContain('for you alone');
  await slack.person(BEN).mentions(RANDOM, 'status');
  expect(heard).toHaveLength(2);
});

test('the home tab, a shortcut and the stop of a session reach the app', async () => {
  const { slack, app } = await bolt();
  const seen: string[] = [];
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Running' } }] } });
  });
  app.shortcut({ type: 'message_action', callback_id: 'orchestrate_this' }, async ({ ack, shortcut }) => {
    await ack();
    if (shortcut.type === 'message_action') seen.push(String(shortcut.message.text));
  });
  app.event('agent_session_stopped', async ({ event }) => void seen.push(`stopped by ${event.user}`));
  await app.start();

  const ana = slack.person(ANA);
  await ana.opensHome();
  await until(() => ana.home().length > 0);
  expect(ana.home()).toEqual(['Running']);
  const ts = await ana.says(GENERAL, 'compare <b> with https://example.org/x');
  await ana.usesShortcut('Orchestrate this', { channel: GENERAL, ts });
  await ana.stops(GENERAL, ts);
  await until(() => seen.length === 2);
  expect(seen).toEqual(['compare &lt;b&gt; with <https://example.org/x>', `stopped by ${ANA}`]);
});

test('200 commands at once are taken by two processes, and this server is not what is slow', async () => {
  const { slack, app } = await bolt({ rates: 'off' });
  const other = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.url },
  });
  started.push({ stop: () => other.stop() });
  const taken = { one: 0, other: 0 };
  app.command('/baton', async ({ ack }) => {
    taken.one += 1;
    await ack();
  });
  other.command('/baton', async ({ ack }) => {
    taken.other += 1;
    await ack();
  });
  await Promise.all([app.start(), other.start()]);
  const reacted = await Promise.all(Array.from({ length: 200 }, () => slack.person(ANA).types(GENERAL, '/baton help')));
  const after = reacted.map((one) => (one.taken ? one.afterMs : Number.POSITIVE_INFINITY)).toSorted((one, two) => one - two);
  expect(after[197]).toBeLessThan(1000);
  expect(taken).toEqual({ one: 100, other: 100 });
  expect(slack.violations).toEqual([]);
});

test('in a channel with people of another workspace, what they write says where they are from', async () => {
  const { slack, app } = await bolt({ hearsItself: false });
  const heard: unknown[] = [];
  app.event('message', async ({ event, body }) => void heard.push({ ...event, shared: body.is_ext_shared_channel }));
  await app.start();
  await slack.person(EVE).says(SHARED, 'hello from outside');
  await slack.person(ANA).says(SHARED, 'hello');
  await until(() => heard.length === 2);
  expect(heard).toMatchObject([
    { user: EVE, user_team: 'T00OUTSIDE', team: 'T00OUTSIDE', shared: true },
    { user: ANA, team: slack.workspace().id, shared: true },
  ]);
});
