/** What people see in the local Slack server, who is called by what, and answers to one person. */

import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, BEN, CLEO, GENERAL, LEADS, SECRET } from '../fakes/slack/world/seed.ts';
import { until } from '../until.ts';

let slack: FakeSlack;
let client: WebClient;
let socket: SocketModeClient;
interface Heard {
  readonly ack: (payload?: object) => Promise<void>;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever Slack sends
  readonly body: any;
}
let answers: (heard: Heard) => object | undefined;
const heard: Heard[] = [];

beforeEach(async () => {
  slack = await slackServer({ rates: 'off', hearsItself: false });
  client = new WebClient(slack.botToken, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quietLogger });
  socket = new SocketModeClient({ appToken: slack.appToken, clientOptions: { slackApiUrl: slack.url }, logger: quietLogger });
  answers = () => undefined;
  heard.splice(0);
  socket.on('slack_event', async (one: Heard) => {
    heard.push(one);
    await one.ack(answers(one));
  });
  await socket.start();
});
afterEach(async () => {
  await socket.disconnect();
  await slack.close();
});

const md = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const post = async (blocks: readonly unknown[], text = '', channel = GENERAL) =>
  String((await client.chat.postMessage({ channel, text, blocks: blocks as never[] })).ts);
const called = (ts: string) => slack.notifications.filter((one) => one.ts === ts).map((one) => [one.user, one.why]);

describe('who is called', () => {
  test('people, groups and everyone by live marks; by nothing that is escaped or plain', async () => {
    expect(called(await post([{ type: 'section', text: md(`<@${ANA}> please`) }]))).toEqual([[ANA, 'mention']]);
    expect(called(await post([{ type: 'section', text: md(`<!subteam^${LEADS}> please`) }]))).toEqual([
      [BEN, 'group-mention'],
      [CLEO, 'group-mention'],
    ]);
    expect(called(await post([{ type: 'markdown', text: 'hello <!channel>' }])).every(([, why]) => why === 'broadcast')).toBe(true);
    expect(called(await post([{ type: 'markdown', text: 'hello `<!here>`' }])).length).toBeGreaterThan(1);
    expect(called(await post([{ type: 'section', text: md(`&lt;@${ANA}&gt; &lt;!channel&gt;`) }]))).toEqual([]);
    expect(called(await post([{ type: 'section', text: plain(`<@${ANA}> <!channel>`) }]))).toEqual([]);
    expect(
      called(await post([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: `<@${ANA}> <!channel>` }] }] }])),
    ).toEqual([]);
  });

  test('a call in the text that stands in for blocks is counted, and told apart', async () => {
    expect(called(await post([{ type: 'divider' }], `<@${ANA}>`))).toEqual([[ANA, 'hidden-mention']]);
    expect(called(await post([{ type: 'section', text: md(`<@${ANA}>`) }], `<@${ANA}>`))).toEqual([[ANA, 'mention']]);
    expect(called(await post([{ type: 'section', text: md('hello @channel') }])).length).toBeGreaterThan(1);
    expect(called(await post([{ type: 'section', text: { ...md('hello @channel'), verbatim: true } }]))).toEqual([]);
  });

  test('an edit calls nobody; who is not in the channel is not called', async () => {
    const ts = await post([{ type: 'divider' }]);
    await client.chat.update({ channel: GENERAL, ts, text: '', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `<@${ANA}> <!channel>` } }] });
    expect(called(ts)).toEqual([]);
    expect(called(await post([{ type: 'section', text: md(`<@${CLEO}>`) }], '', SECRET))).toEqual([]);
  });

  test('who is in a thread hears of its replies, and who gets a direct message of that', async () => {
    const root = await slack.person(ANA).says(GENERAL, `look <@${BEN}>`);
    const reply = String((await client.chat.postMessage({ channel: GENERAL, thread_ts: root, text: 'looking' })).ts);
    expect(called(reply)).toEqual([
      [ANA, 'thread-reply'],
      [BEN, 'thread-reply'],
    ]);
    const direct = String((await client.chat.postMessage({ channel: ANA, text: 'psst' })).ts);
    expect(called(direct)).toEqual([[ANA, 'direct-message']]);
    expect(slack.person(ANA).notified().at(-1)).toMatchObject({ ts: direct });
  });

  test('links come alive in markup and markdown, not in code, escapes or plain text', async () => {
    const live = async (...blocks: unknown[]) => {
      const ts = await post(blocks);
      return slack.channel(GENERAL).find((one) => one.ts === ts)!.live.links;
    };
    expect(await live({ type: 'section', text: md('<https://a.example|click> and https://b.example/x') })).toEqual([
      'https://a.example',
      'https://b.example/x',
    ]);
    expect(await live({ type: 'section', text: { ...md('https://b.example/x'), verbatim: true } })).toEqual([]);
    expect(await live({ type: 'markdown', text: '[click](https://c.example) `[no](https://d.example)`' })).toEqual(['https://c.example']);
    expect(await live({ type: 'section', text: plain('https://e.example') })).toEqual([]);
  });
});

test('a thread reads as people read it', async () => {
  const root = await slack.person(ANA).mentions(GENERAL, 'orchestrate: compare <a> & b');
  await client.chat.postMessage({
    channel: GENERAL,
    thread_ts: root,
    text: 'plan',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'A plan' } },
      {
        type: 'plan',
        title: '2 workstreams',
        tasks: [
          {
            type: 'task_card',
            task_id: '1',
            title: 'Compare',
            status: 'complete',
            output: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'done in 3 m' }] }] },
          },
          { type: 'task_card', task_id: '2', title: 'Write', status: 'pending' },
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: `<@${BEN}> can approve` }] },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: 'Approve' }, action_id: 'ok' },
          { type: 'button', text: { type: 'plain_text', text: 'Cancel' }, action_id: 'no' },
        ],
      },
    ],
  });
  expect(slack.renderedThread(GENERAL, root)).toMatchInlineSnapshot(`
    "Ana
      @baton orchestrate: compare <a> & b

    Baton
      A plan
      2 workstreams
      ✓ Compare
          done in 3 m
      ○ Write
      @ben can approve
      [Approve] [Cancel]"
  `);
});

describe('a response_url', () => {
  const answer = (url: string, body: object) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(async (got) => [
      got.status,
      await got.text(),
    ]);

  test('answers one person five times within half an hour, and replaces what only they see', async () => {
    const ana = slack.person(ANA);
    await ana.types(GENERAL, '/baton help');
    const url = heard.at(-1)!.body.response_url;
    for (let count = 0; count < 5; count += 1) expect(await answer(url, { text: `answer ${count}` })).toEqual([200, 'ok']);
    expect(await answer(url, { text: 'once more' })).toEqual([404, 'used_url']);
    expect(ana.toldPrivately()).toHaveLength(5);
    expect(slack.person(BEN).sees(GENERAL)).toEqual([]);
  });

  test('replaces and deletes what only one person sees, and ends after half an hour', async () => {
    await client.chat.postEphemeral({
      channel: GENERAL,
      user: ANA,
      text: 'q',
      blocks: [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Yes' }, action_id: 'y' }] }],
    });
    const ana = slack.person(ANA);
    await ana.presses(ana.toldPrivately()[0]!, 'Yes');
    const { response_url, message, container } = heard.at(-1)!.body;
    expect([message, container.is_ephemeral]).toEqual([undefined, true]);
    await answer(response_url, { replace_original: true, text: 'thanks' });
    expect(ana.toldPrivately().map((one) => one.lines)).toEqual([['thanks']]);
    await answer(response_url, { delete_original: true });
    expect(ana.toldPrivately()).toEqual([]);
    await slack.time.turn(30 * 60_000 + 1);
    expect(await answer(response_url, { text: 'late' })).toEqual([404, 'expired_url']);
  });
});

test('what an admin does is heard by the app', async () => {
  const workspace = slack.workspace();
  await workspace.archives(GENERAL);
  await workspace.unarchives(GENERAL);
  await workspace.kicksBot(SECRET);
  await workspace.invitesBot(SECRET);
  await workspace.setsGroup(LEADS, [ANA]);
  await workspace.uninstalls();
  await until(() => heard.length === 7);
  expect(heard.map((one) => one.body.event.type)).toEqual([
    'channel_archive',
    'channel_unarchive',
    'group_left',
    'member_joined_channel',
    'subteam_updated',
    'tokens_revoked',
    'app_uninstalled',
  ]);
});
