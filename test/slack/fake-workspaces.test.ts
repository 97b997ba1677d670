/** Two workspaces in one local Slack: the same ids in both, and nothing of one through the other's token. */
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, GENERAL, TEAM } from '../fakes/slack/world/seed.ts';

const OTHER = 'T0000000TWO';
let slack: FakeSlack;
let one: WebClient;
let other: WebClient;
beforeEach(async () => {
  slack = await slackServer({ rates: 'off', workspaces: [{}, { id: OTHER, name: 'Elsewhere' }] });
  [one, other] = [clientOf(TEAM), clientOf(OTHER)];
});
afterEach(() => slack.close());

function clientOf(team: string): WebClient {
  return new WebClient(slack.workspace(team).token, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quietLogger });
}

test('messages, files and forms stay where they are', async () => {
  expect((await other.auth.test()).team_id).toBe(OTHER);
  const ts = String((await one.chat.postMessage({ channel: GENERAL, text: 'ours' })).ts);
  expect((await other.conversations.history({ channel: GENERAL })).messages).toEqual([]);
  await expect(other.chat.update({ channel: GENERAL, ts, text: 'theirs' })).rejects.toThrow('message_not_found');
  await slack.person(ANA).says(GENERAL, 'see', { files: [{ name: 'a.txt', content: 'a' }] });
  const { files } = (await one.conversations.history({ channel: GENERAL })).messages![0]!;
  await expect(other.files.info({ file: files![0]!.id! })).rejects.toThrow('file_not_found');
  const read = await fetch(files![0]!.url_private!, { headers: { authorization: `Bearer ${slack.workspace(OTHER).token}` } });
  expect(await read.text()).toContain('Sign in');
});

test('one app token hears both, each with its team; a trigger opens a form in its own workspace only', async () => {
  const heard: { team_id?: string; team?: { id: string }; trigger_id?: string }[] = [];
  const socket = new SocketModeClient({ appToken: slack.appToken, clientOptions: { slackApiUrl: slack.url }, logger: quietLogger });
  socket.on('slack_event', async ({ ack, body }) => {
    heard.push(body);
    await ack();
  });
  await socket.start();
  await slack.person(ANA, TEAM).says(GENERAL, 'hello');
  await slack.person(ANA, OTHER).says(GENERAL, 'hello');
  await slack.person(ANA, OTHER).types(GENERAL, '/baton help');
  expect(heard.map((body) => body.team_id)).toEqual([TEAM, OTHER, OTHER]);
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Form' }, blocks: [] };
  await expect(one.views.open({ trigger_id: String(heard[2]!.trigger_id), view })).rejects.toThrow('invalid_trigger_id');
  await other.views.open({ trigger_id: String(heard[2]!.trigger_id), view });
  expect([slack.person(ANA, TEAM).form(), slack.person(ANA, OTHER).form()?.title]).toEqual([null, 'Form']);
  await slack.workspace(OTHER).uninstalls();
  await slack.settled();
  expect((await one.auth.test()).ok).toBe(true);
  await expect(other.auth.test()).rejects.toThrow('account_inactive');
  await socket.disconnect();
});
