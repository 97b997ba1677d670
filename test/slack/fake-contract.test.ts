/**
 * One contract for two local Slacks, through the real client: this project's and `emulate`. Where both agree, ours has
 * not drifted from what others know of Slack's state and OAuth. emulate cannot stand behind ours: it keeps no limits,
 * tokens' ends, sockets, commands or interactivity, and its store is not open to a server in front of it.
 */
import { type AddressInfo, createServer } from 'node:net';
import { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { slackServer } from '../fakes/slack/server.ts';
import { browser } from './install/oauth-browser.ts';

const CLIENT = { client_id: '1000000000001.2000000000002', client_secret: 'test-client-secret-of-the-local-server' };
const BACK = 'http://127.0.0.1:9/slack/oauth_redirect';
const SCOPES = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'reactions:read',
  'reactions:write',
  'users:read',
];

interface Slack {
  readonly origin: string;
  /** A person agrees: the code that comes back, and the state. */
  agree(authorize: URL): Promise<URL>;
  close(): Promise<unknown>;
}

const SLACKS: readonly (readonly [string, () => Promise<Slack>])[] = [
  [
    'ours',
    async () => {
      const slack = await slackServer({ rates: 'off', workspaces: [{ installed: false }] });
      const agree = async (authorize: URL) => new URL((await fetch(authorize, { redirect: 'manual' })).headers.get('location') ?? '');
      return { origin: new URL(slack.url).origin, agree, close: () => slack.close() };
    },
  ],
  [
    'emulate',
    async () => {
      const slack = await createEmulator({
        service: 'slack',
        port: await freePort(),
        seed: {
          slack: {
            team: { name: 'Platform team', domain: 'platform-team' },
            users: [{ name: 'ana' }],
            channels: [{ name: 'general' }],
            oauth_apps: [{ ...CLIENT, name: 'Baton', redirect_uris: [BACK], scopes: SCOPES }],
            strict_scopes: true,
          },
        },
      });
      return { origin: slack.url, agree: (authorize) => browser().allows(authorize), close: () => slack.close() };
    },
  ],
];

describe.each(SLACKS)('%s', (_, start) => {
  let slack: Slack;
  let client: WebClient;
  let channel: string;
  let person: string;
  const anonymous = () => clientWith(undefined);

  function clientWith(token: string | undefined): WebClient {
    return new WebClient(token, { slackApiUrl: `${slack.origin}/api/`, retryConfig: { retries: 0 }, logger: quietLogger });
  }

  async function code(): Promise<string> {
    const authorize = new URL(`${slack.origin}/oauth/v2/authorize`);
    authorize.search = new URLSearchParams({ client_id: CLIENT.client_id, redirect_uri: BACK, scope: SCOPES.join(','), state: 'a state' }).toString();
    const back = await slack.agree(authorize);
    expect(back.searchParams.get('state')).toBe('a state');
    return String(back.searchParams.get('code'));
  }

  async function refusal(call: Promise<unknown>): Promise<string> {
    return call.then(
      () => 'taken',
      (error) => error.data?.error ?? error.code,
    );
  }

  beforeAll(async () => {
    slack = await start();
    const granted = await anonymous().oauth.v2.access({ ...CLIENT, code: await code(), redirect_uri: BACK });
    expect(granted).toMatchObject({ ok: true, token_type: 'bot', is_enterprise_install: false, enterprise: null, team: { name: 'Platform team' } });
    expect([granted.access_token?.slice(0, 5), typeof granted.bot_user_id, typeof granted.app_id, typeof granted.authed_user?.id]).toEqual([
      'xoxb-',
      'string',
      'string',
      'string',
    ]);
    expect(granted.scope?.split(',').toSorted()).toEqual(SCOPES);
    client = clientWith(granted.access_token);
    const list = await client.conversations.list({});
    channel = String(list.channels!.find((one) => one.name === 'general')!.id);
    person = String((await client.users.list({})).members!.find((one) => one.name === 'ana')!.id);
    await client.conversations.join({ channel });
  });
  afterAll(() => slack.close());

  test('a code works once, and only for its own client', async () => {
    const once = await code();
    await anonymous().oauth.v2.access({ ...CLIENT, code: once, redirect_uri: BACK });
    expect(await refusal(anonymous().oauth.v2.access({ ...CLIENT, code: once, redirect_uri: BACK }))).toBe('invalid_code');
    expect(await refusal(anonymous().oauth.v2.access({ ...CLIENT, client_id: '1.2', code: await code(), redirect_uri: BACK }))).toBe('invalid_client_id');
  });

  test('the bot is who it says', async () => {
    const me = await client.auth.test();
    expect(me).toMatchObject({ ok: true, team: 'Platform team' });
    expect([typeof me.user_id, typeof me.bot_id, typeof me.team_id]).toEqual(['string', 'string', 'string']);
    expect((await client.conversations.members({ channel })).members).toContain(me.user_id);
    expect((await client.users.info({ user: String(me.user_id) })).user).toMatchObject({ is_bot: true });
  });

  test('a thread: root, replies with metadata, counts', async () => {
    const root = String((await client.chat.postMessage({ channel, text: 'root' })).ts);
    const metadata = { event_type: 'card', event_payload: { key: 'k' } };
    const reply = await client.chat.postMessage({ channel, text: 'reply', thread_ts: root, metadata });
    expect(reply.message).toMatchObject({ text: 'reply', thread_ts: root });
    const { messages } = await client.conversations.replies({ channel, ts: root, include_all_metadata: true });
    expect(messages!.map((one) => [one.text, one.metadata?.event_payload])).toEqual([
      ['root', undefined],
      ['reply', metadata.event_payload],
    ]);
    expect(messages![0]!.reply_count).toBe(1);
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: String(reply.ts) });
    expect(permalink).toMatch(new RegExp(`/archives/${channel}/p${String(reply.ts).replace('.', '')}\\?thread_ts=${root}&cid=${channel}$`));
  });

  test('an edit without blocks takes them away; what was deleted is not found', async () => {
    const posted = await client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'divider' }] });
    const where = { channel, ts: String(posted.ts) };
    const { messages } = await client.conversations.history({ channel, latest: where.ts, inclusive: true, limit: 1 });
    expect(messages![0]).toMatchObject({ blocks: [{ type: 'divider' }] });
    const edited = await client.chat.update({ ...where, text: 'y' });
    expect([edited.text, (edited.message as { blocks?: unknown }).blocks]).toEqual(['y', undefined]);
    await client.chat.delete(where);
    expect(await refusal(client.chat.update({ ...where, text: 'z' }))).toBe('message_not_found');
    expect(await refusal(client.chat.postMessage({ channel: 'C0NOWHERE0', text: 'x' }))).toBe('channel_not_found');
  });

  test('a direct message opens once', async () => {
    const { channel: opened } = await client.conversations.open({ users: person });
    const posted = await client.chat.postMessage({ channel: person, text: 'psst' });
    expect(posted.channel).toBe(opened!.id);
    expect(await refusal(client.chat.postEphemeral({ channel, user: 'U0NOBODY00', text: 'x' }))).toBe('user_not_found');
  });

  test('a file goes up in three steps, lands in the thread, and comes down with the token', async () => {
    const root = String((await client.chat.postMessage({ channel, text: 'root' })).ts);
    await client.filesUploadV2({ channel_id: channel, thread_ts: root, filename: 'plan.md', content: '# a plan' });
    const { messages } = await client.conversations.replies({ channel, ts: root });
    const file = messages![1]!.files![0]!;
    expect(file).toMatchObject({ name: 'plan.md', size: 8 });
    const bytes = await fetch(String(file.url_private), { headers: { authorization: `Bearer ${client.token}` } });
    expect(await bytes.text()).toBe('# a plan');
    expect((await client.files.info({ file: String(file.id) })).file).toMatchObject({ id: file.id, name: 'plan.md' });
  });

  test('reactions are there once each', async () => {
    const timestamp = String((await client.chat.postMessage({ channel, text: 'x' })).ts);
    await client.reactions.add({ channel, timestamp, name: 'eyes' });
    expect(await refusal(client.reactions.add({ channel, timestamp, name: 'eyes' }))).toBe('already_reacted');
    expect((await client.reactions.get({ channel, timestamp })).message?.reactions).toMatchObject([{ name: 'eyes', count: 1 }]);
    await client.reactions.remove({ channel, timestamp, name: 'eyes' });
    expect(await refusal(client.reactions.remove({ channel, timestamp, name: 'eyes' }))).toBe('no_reaction');
  });

  test('a home tab is published and published again; an old hash is refused', async () => {
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    const first = await client.views.publish({ user_id: person, view });
    const second = await client.views.publish({ user_id: person, view, hash: String(first.view!.hash) });
    expect(second.view!.id).toBe(first.view!.id);
    expect(await refusal(client.views.publish({ user_id: person, view, hash: 'old' }))).toBe('hash_conflict');
  });

  test('a scope that was not granted is named', async () => {
    const missing = await client.team.info({}).catch((error) => error.data);
    expect(missing).toMatchObject({ ok: false, error: 'missing_scope', needed: 'team:read' });
  });
});

/** emulate takes a port and does not say which one it chose. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
