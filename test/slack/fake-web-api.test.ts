/** The local Slack server's Web API through the real client: tokens, scopes, channels, threads, edits, files. */
import { type ErrorCode, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { appOfManifest } from '../fakes/slack/world/app.ts';
import { ANA, ARCHIVED, BEN, CLEO, DAN, EVE, GENERAL, GUS, LEADS, OTHER_BOT, RANDOM, SECRET } from '../fakes/slack/world/seed.ts';

let slack: FakeSlack;
let client: WebClient;
beforeEach(async () => {
  slack = await slackServer({ rates: 'off', app: { scopes: [...appOfManifest().scopes, 'channels:join', 'reactions:write'] } });
  client = clientWith(slack.botToken);
});
afterEach(() => slack.close());

function clientWith(token: string): WebClient {
  return new WebClient(token, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quietLogger });
}

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'taken';
  } catch (error) {
    const failed = error as { code: ErrorCode; data?: { error: string; needed?: string } };
    return failed.data ? [failed.data.error, failed.data.needed].filter((one) => one !== undefined).join(' ') : failed.code;
  }
}

const post = (channel: string, text = 'x', more: object = {}) => client.chat.postMessage({ channel, text, ...more });
const ts = (answer: { ts?: string }) => String(answer.ts);

describe('tokens and scopes', () => {
  test('who nobody is, and who the bot is', async () => {
    expect(await refusal(new WebClient(undefined, { slackApiUrl: slack.url, logger: quietLogger }).auth.test())).toBe('not_authed');
    expect(await refusal(clientWith('xoxb-unknown').auth.test())).toBe('invalid_auth');
    expect(await refusal(clientWith(slack.appToken).auth.test())).toBe('not_allowed_token_type');
    const me = await client.auth.test();
    expect(me).toMatchObject({ team_id: slack.workspace().id, user_id: slack.workspace().botUserId });
    expect(me.response_metadata?.scopes).toEqual(slack.app.scopes);
  });

  test('a revoked token, and an app that was removed', async () => {
    await slack.workspace().revokesToken();
    expect(await refusal(client.auth.test())).toBe('token_revoked');
    const granted = slack.workspace().installs();
    client = clientWith(granted.token);
    expect(await refusal(client.auth.test())).toBe('taken');
    await slack.workspace().uninstalls();
    expect(await refusal(client.auth.test())).toBe('account_inactive');
  });

  test('a missing scope is named, by kind of channel', async () => {
    for (const scope of ['chat:write', 'channels:history', 'users:read']) slack.workspace().withdrawsScope(scope);
    expect(await refusal(post(GENERAL))).toBe('missing_scope chat:write');
    expect(await refusal(client.conversations.history({ channel: GENERAL }))).toBe('missing_scope channels:history');
    expect(await refusal(client.conversations.history({ channel: SECRET }))).toBe('taken');
    expect(await refusal(client.users.info({ user: ANA }))).toBe('missing_scope users:read');
  });

  test('a method that this server does not know is a violation', async () => {
    expect(await refusal(client.apiCall('stars.list'))).toBe('unknown_method');
    expect(slack.violations).toEqual([{ kind: 'unknown-method', method: 'stars.list' }]);
  });

  test('auth.revoke ends the token', async () => {
    await client.auth.revoke();
    expect(await refusal(client.auth.test())).toBe('token_revoked');
  });
});

describe('channels', () => {
  test('where the bot may post', async () => {
    expect(await refusal(post(GENERAL))).toBe('taken');
    expect(await refusal(post(RANDOM))).toBe('not_in_channel');
    expect(await refusal(post(ARCHIVED))).toBe('is_archived');
    expect(await refusal(post('C0NOWHERE0'))).toBe('channel_not_found');
    await slack.workspace().kicksBot(SECRET);
    expect(await refusal(post(SECRET))).toBe('channel_not_found');
    await client.conversations.join({ channel: RANDOM });
    expect(await refusal(post(RANDOM))).toBe('taken');
  });

  test('direct messages go to people, not to bots, strangers to the workspace or who has left', async () => {
    const { channel } = await post(ANA, 'hello');
    expect((await client.conversations.open({ users: ANA })).channel?.id).toBe(channel);
    expect(await refusal(client.conversations.open({ users: OTHER_BOT }))).toBe('cannot_dm_bot');
    expect(await refusal(client.conversations.open({ users: DAN }))).toBe('user_disabled');
    expect(await refusal(client.conversations.open({ users: 'U0NOBODY00' }))).toBe('user_not_found');
    expect(
      slack
        .person(ANA)
        .directMessages()
        .map((one) => one.lines),
    ).toEqual([['hello']]);
  });

  test('something for one person only: seen by them, not by others and not by the Web API', async () => {
    await client.chat.postEphemeral({ channel: GENERAL, user: ANA, text: 'psst' });
    expect(
      slack
        .person(ANA)
        .sees(GENERAL)
        .map((one) => [one.lines, one.onlyYou]),
    ).toEqual([[['psst'], true]]);
    expect(slack.person(BEN).sees(GENERAL)).toEqual([]);
    expect((await client.conversations.history({ channel: GENERAL })).messages).toEqual([]);
    expect(await refusal(client.chat.postEphemeral({ channel: SECRET, user: CLEO, text: 'psst' }))).toBe('user_not_in_channel');
  });

  test('who people are', async () => {
    const user = async (id: string) => (await client.users.info({ user: id })).user!;
    expect(await user(CLEO)).toMatchObject({ is_admin: true, is_restricted: false });
    expect(await user(GUS)).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
    expect(await user(EVE)).toMatchObject({ is_stranger: true, team_id: 'T00OUTSIDE' });
    expect(await user(OTHER_BOT)).toMatchObject({ is_bot: true });
    expect(await user(DAN)).toMatchObject({ deleted: true });
    expect((await client.usergroups.users.list({ usergroup: LEADS })).users).toEqual([BEN, CLEO]);
    expect(await refusal(client.usergroups.users.list({ usergroup: 'S0NOGROUP0' }))).toBe('no_such_subteam');
  });

  test('lists come in pages', async () => {
    const pages: string[][] = [];
    for await (const answer of client.paginate('users.list', { limit: 3 }))
      pages.push((answer as unknown as { members: { id: string }[] }).members.map((one) => one.id));
    expect(pages.map((one) => one.length)).toEqual([3, 3, 2]);
    expect(new Set(pages.flat()).size).toBe(8);
  });
});

describe('threads and edits', () => {
  test('replies are read with their metadata only when it is asked for', async () => {
    const root = ts(await post(GENERAL, 'root'));
    const metadata = { event_type: 'card', event_payload: { key: 'w1:plan' } };
    const reply = ts(await post(GENERAL, 'reply', { thread_ts: root, metadata }));
    const read = async (more: object) => (await client.conversations.replies({ channel: GENERAL, ts: root, ...more })).messages!;
    expect((await read({ include_all_metadata: true })).map((one) => [one.text, one.thread_ts, one.metadata])).toEqual([
      ['root', root, undefined],
      ['reply', root, metadata],
    ]);
    expect((await read({}))[1]!.metadata).toBeUndefined();
    expect((await read({ oldest: reply })).map((one) => one.text)).toEqual(['root']);
    expect((await read({ oldest: reply, inclusive: true })).map((one) => one.text)).toEqual(['root', 'reply']);
    expect((await client.conversations.history({ channel: GENERAL })).messages!.map((one) => [one.text, one.reply_count])).toEqual([['root', 1]]);
  });

  test('an answer to a reply lands in the thread of its root', async () => {
    const root = ts(await post(GENERAL, 'root'));
    const reply = ts(await post(GENERAL, 'reply', { thread_ts: root }));
    expect((await post(GENERAL, 'again', { thread_ts: reply })).message?.thread_ts).toBe(root);
  });

  test('a deleted root with replies stays as a tombstone; one without is gone, and the next reply is not in a thread', async () => {
    const ana = slack.person(ANA);
    const first = await ana.says(GENERAL, 'first');
    await post(GENERAL, 'reply', { thread_ts: first });
    await ana.deletes(GENERAL, first);
    expect((await post(GENERAL, 'another', { thread_ts: first })).message?.thread_ts).toBe(first);
    expect(slack.thread(GENERAL, first).map((one) => one.lines)).toEqual([['This message was deleted.'], ['reply'], ['another']]);

    const second = await ana.says(GENERAL, 'second');
    await ana.deletes(GENERAL, second);
    expect((await post(GENERAL, 'lost', { thread_ts: second })).message?.thread_ts).toBeUndefined();
    expect(slack.channel(GENERAL).map((one) => one.lines)).toContainEqual(['lost']);
    expect(await refusal(client.conversations.replies({ channel: GENERAL, ts: second }))).toBe('thread_not_found');
  });

  test('an update with text and no blocks takes the blocks away; with blocks alone the text stays', async () => {
    const blocks = [{ type: 'divider' }];
    const message = ts(await post(GENERAL, 'text', { blocks }));
    expect((await client.chat.update({ channel: GENERAL, ts: message, text: 'other' })).message).not.toHaveProperty('blocks');
    const { message: again } = await client.chat.update({ channel: GENERAL, ts: message, blocks });
    expect(again).toMatchObject({ text: 'other', blocks: [{ type: 'divider' }] });
    expect(slack.channel(GENERAL)[0]).toMatchObject({ edited: true, lines: ['---'] });
  });

  test('only one’s own messages, and only those that are there', async () => {
    const hers = await slack.person(ANA).says(GENERAL, 'mine');
    expect(await refusal(client.chat.update({ channel: GENERAL, ts: hers, text: 'yours' }))).toBe('cant_update_message');
    expect(await refusal(client.chat.delete({ channel: GENERAL, ts: hers }))).toBe('cant_delete_message');
    expect(await refusal(client.chat.update({ channel: GENERAL, ts: '1.000001', text: 'x' }))).toBe('message_not_found');
    const own = ts(await post(GENERAL));
    await client.chat.delete({ channel: GENERAL, ts: own });
    expect(await refusal(client.chat.update({ channel: GENERAL, ts: own, text: 'x' }))).toBe('message_not_found');
    const { permalink } = await client.chat.getPermalink({ channel: GENERAL, message_ts: hers });
    expect(permalink).toContain(`/archives/${GENERAL}/p${hers.replace('.', '')}`);
  });

  test('reactions, once each', async () => {
    const message = ts(await post(GENERAL));
    const reaction = { channel: GENERAL, timestamp: message, name: 'eyes' };
    await client.reactions.add(reaction);
    expect(await refusal(client.reactions.add(reaction))).toBe('already_reacted');
    await client.reactions.remove(reaction);
    expect(await refusal(client.reactions.remove(reaction))).toBe('no_reaction');
  });
});

describe('files', () => {
  test('an upload in three steps lands in the thread, and an image can be shown by its id', async () => {
    const root = ts(await post(GENERAL, 'root'));
    await client.filesUploadV2({ channel_id: GENERAL, thread_ts: root, filename: 'plan.md', content: '# a plan', initial_comment: 'the plan' });
    expect(slack.thread(GENERAL, root).map((one) => [one.lines, one.files])).toEqual([
      [['root'], []],
      [['the plan'], ['plan.md']],
    ]);
    const uploaded = await client.filesUploadV2({ filename: 'plan.png', file: Buffer.from('not really a png') });
    const id = (uploaded as unknown as { files: { files: { id: string }[] }[] }).files[0]!.files[0]!.id;
    const image = (file: string) => [{ type: 'image', alt_text: 'the plan', slack_file: { id: file } }];
    expect(await refusal(post(GENERAL, 'x', { blocks: image(id) }))).toBe('taken');
    expect(await refusal(post(GENERAL, 'x', { blocks: image('F0NOTTHERE') }))).toBe('invalid_blocks');
    await client.files.delete({ file: id });
    expect(await refusal(post(GENERAL, 'x', { blocks: image(id) }))).toBe('invalid_blocks');
  });

  test('bytes must be as many as were promised, and arrive before the upload is completed', async () => {
    const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id: file_id! }] }))).toBe('file_upload_incomplete');
    expect((await fetch(upload_url!, { method: 'POST', body: 'abcd' })).status).toBe(400);
    expect((await fetch(upload_url!, { method: 'POST', body: 'abc' })).status).toBe(200);
    await client.files.completeUploadExternal({ files: [{ id: file_id! }] });
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id: file_id! }], channel_id: GENERAL }))).toBe('taken');
  });

  test('a person’s file is read with the token, and only where the bot is', async () => {
    const ana = slack.person(ANA);
    await ana.says(GENERAL, 'see this', { files: [{ name: 'notes.txt', content: 'some notes' }] });
    await ana.says(SECRET, 'and this', { files: [{ name: 'secret.txt', content: 'hush' }] });
    const files = async (channel: string) => (await client.conversations.history({ channel })).messages![0]!.files!;
    const [notes] = await files(GENERAL);
    const [secret] = await files(SECRET);
    const read = (url: string, token?: string) => fetch(url, { headers: token ? { authorization: `Bearer ${token}` } : {} }).then((answer) => answer.text());
    expect(await read(notes!.url_private!, slack.botToken)).toBe('some notes');
    expect(await read(notes!.url_private!)).toContain('<html>');
    await slack.workspace().kicksBot(SECRET);
    expect(await read(secret!.url_private_download!, slack.botToken)).toContain('<html>');
    expect(await refusal(client.files.info({ file: secret!.id! }))).toBe('file_not_found');
  });
});
