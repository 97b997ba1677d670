/** Acknowledgements: once for people, in time while many arrive at once, and honest when the database does not answer. */
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { breakableLink } from '../../fakes/breakable-link.ts';
import { type FakeSlack, type SlackOptions, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, GENERAL } from '../../fakes/slack/world/seed.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonAtSlack, type BatonOptions, batonAtSlack } from './baton-at-slack.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function server(options: SlackOptions = {}): Promise<FakeSlack> {
  const slack = await slackServer({ rates: 'off', ...options });
  open.push({ stop: () => slack.close() });
  return slack;
}

async function database(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  return fresh;
}

async function baton(options: BatonOptions): Promise<BatonAtSlack> {
  const one = await batonAtSlack(options);
  open.push(one);
  return one;
}

const told = (slack: FakeSlack, person: string) =>
  slack
    .person(person)
    .toldPrivately()
    .map(({ lines }) => lines.join(' / '));

describe.each(['socket', 'http'] as const)('over %s', (receive) => {
  test('a delivery that comes again changes nothing', async () => {
    const slack = await server({ delivery: receive });
    const one = await baton({ slack, receive, drives: false });
    await slack.person(ANA).types(GENERAL, '/orchestrate Compare the stores AND write it down');
    await slack.person(BEN).mentions(GENERAL, 'orchestrate: Compare the queues AND write it down');
    await until(async () => (await one.runs()).length === 2);
    for (const delivered of [...slack.delivered]) await slack.deliversAgain(delivered);
    const [{ count } = { count: 0 }] = await one.database.sql`select count(*)::int as count from deliveries where done_at is null`;
    expect(count).toBe(0);
    expect(await one.runs()).toHaveLength(2);
    expect(slack.channel(GENERAL)).toHaveLength(2);
  });

  test('without the database an event waits for Slack to send it again, and whoever types is told that nothing was taken', async () => {
    const slack = await server({ delivery: receive });
    const fresh = await database();
    const link = await breakableLink(fresh.url);
    open.push({ stop: () => link.close() });
    const one = await baton({ slack, receive, drives: false, url: link.url });
    await slack.person(BEN).mentions(GENERAL, 'orchestrate: Compare the queues AND write it down');
    const [run] = await until(async () => {
      const runs = await one.runs();
      return runs.length === 1 ? runs : null;
    });
    await link.cut();
    const typed = await slack.person(ANA).types(GENERAL, '/orchestrate Compare the stores AND write it down');
    expect(typed).toMatchObject({ taken: true });
    expect(told(slack, ANA).join(' ')).toContain('Not taken');
    const before = slack.delivered.length;
    void slack.person(ANA).mentions(GENERAL, 'orchestrate: Compare the caches AND write it down');
    await until(() => slack.delivered.length > before);
    await link.mend();
    // Slack's retries: at once, after a minute, after five.
    await until(async () => {
      await slack.time.turn(61_000);
      return (await one.runs()).length === 2;
    });
    const runs = await one.runs();
    expect(runs.map(({ task }) => (task.kind === 'inline' ? task.text : '')).toSorted()).toEqual([
      'Compare the caches AND write it down',
      'Compare the queues AND write it down',
    ]);
    expect(runs.some(({ id }) => id === run?.id)).toBe(true);
  }, 120_000);
});

test('what a process had taken when it died is done by another, once', async () => {
  const slack = await server();
  const fresh = await database();
  // It takes everything and handles nothing: its handlers find no desk that answers.
  const dying = await baton({
    slack,
    url: fresh.url,
    drives: false,
    deliveries: (real) => ({ ...real, claim: async () => [], done: () => new Promise(() => undefined) }),
  });
  await slack.person(ANA).types(GENERAL, '/orchestrate Compare the stores AND write it down');
  await until(async () => (await dying.runs()).length === 1);
  await dying.database.sql`update deliveries set leased_until = 0`;
  const other = await baton({ slack, url: fresh.url, drives: false });
  await until(async () => {
    const [row] = await other.database.sql`select count(*)::int as open from deliveries where done_at is null`;
    return row?.open === 0;
  });
  expect(await other.runs()).toHaveLength(1);
  expect(slack.channel(GENERAL)).toHaveLength(1);
});

test('a mention that is taken up again after its run was opened is no word to that run', async () => {
  const slack = await server();
  const fresh = await database();
  const dying = await baton({
    slack,
    url: fresh.url,
    drives: false,
    deliveries: (real) => ({ ...real, claim: async () => [], done: () => new Promise(() => undefined) }),
  });
  const ts = await slack.person(ANA).mentions(GENERAL, 'Compare the stores AND write it down', { files: [{ name: 'notes.md', content: '# Notes' }] });
  await until(async () => (await dying.runs()).length === 1);
  await dying.database.sql`update deliveries set leased_until = 0`;
  const other = await baton({ slack, url: fresh.url, drives: false });
  await until(async () => (await other.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  expect(await other.runs()).toHaveLength(1);
  expect(await other.database.sql`select 1 from inbox where body ->> 'kind' = 'override'`).toEqual([]);
  expect(told(slack, ANA)).toEqual([]);
  expect((await other.runs())[0]?.place.thread).toBe(ts);
});

test('words right behind the mention that begins their thread wait for its run, in this process and in another', async () => {
  const slack = await server();
  const fresh = await database();
  await baton({ slack, url: fresh.url, drives: false });
  const two = await baton({ slack, url: fresh.url });
  const known = Promise.withResolvers<void>();
  slack.faults.next('users.info', { kind: 'hang', until: known.promise }, { times: 2, when: (args) => args.user === ANA });
  const ts = await slack.person(ANA).mentions(GENERAL, 'orchestrate: Compare the stores AND write it down');
  await slack.person(BEN).says(GENERAL, 'and use PostgreSQL only', { thread: ts });
  await slack.person(BEN).says(GENERAL, 'and in English', { thread: ts });
  expect(await two.runs()).toEqual([]);
  known.resolve();
  const run = await two.run(({ notes }) => notes.length === 2);
  expect(run.notes.map(({ text }) => text).toSorted()).toEqual(['and in English', 'and use PostgreSQL only']);
}, 60_000);

test('two processes serve one workspace: each delivery is done once', async () => {
  const slack = await server();
  const fresh = await database();
  const [one] = await Promise.all([baton({ slack, url: fresh.url, drives: false }), baton({ slack, url: fresh.url, drives: false })]);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => slack.person(index % 2 === 0 ? ANA : BEN).mentions(GENERAL, `orchestrate: Task ${index} AND another`)),
  );
  await until(async () => (await one?.runs())?.length === 20);
  expect(await one?.runs()).toHaveLength(20);
});

describe('over HTTP nothing comes in', () => {
  const signed = (secret: string, body: string, at: number, extra: Record<string, string> = {}) => ({
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
      ...extra,
    },
  });

  test('with a wrong signature, an old or a future timestamp, or a body over 4 MB', async () => {
    const slack = await server({ delivery: 'http' });
    const one = await baton({ slack, receive: 'http', drives: false });
    const address = `http://127.0.0.1:${one.receiving.port}/slack/events`;
    const now = Math.floor(Date.now() / 1000);
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T0000000ONE',
      event_id: 'Ev1',
      event: { type: 'app_home_opened', user: ANA, tab: 'home' },
    });
    const status = async (request: RequestInit, at = address) => (await fetch(at, request)).status;
    expect(await status(signed(slack.signingSecret, body, now))).toBe(200);
    expect(await status(signed('another secret', body, now))).toBe(401);
    expect(await status(signed(slack.signingSecret, body, now - 301))).toBe(401);
    expect(await status(signed(slack.signingSecret, body, now + 3_600))).toBe(401);
    expect(await status(signed(slack.signingSecret, body, now + 290))).toBe(200);
    expect(await status({ ...signed(slack.signingSecret, body, now), body: `${body} ` })).toBe(401);
    expect(await status({ method: 'POST', body })).toBe(401);
    expect(await status(signed(slack.signingSecret, '{"type":', now))).toBe(400);
    const huge = JSON.stringify({ text: 'x'.repeat(4 * 1024 * 1024) });
    expect(await status(signed(slack.signingSecret, huge, now))).toBe(413);
    expect(await status(signed(slack.signingSecret, body, now), `http://127.0.0.1:${one.receiving.port}/slack/other`)).toBe(404);
    expect(await status({ method: 'GET' })).toBe(404);
    expect(await slack.verifiesAddress()).toBe(true);
    const kept = await one.database.sql`select id from deliveries`;
    expect(kept.map(({ id }) => id)).toEqual(['event:Ev1']);
  });

  test('of another workspace than the one that the token is for', async () => {
    const slack = await server({ delivery: 'http' });
    const one = await baton({ slack, receive: 'http', drives: false });
    const now = Math.floor(Date.now() / 1000);
    const event = { type: 'app_mention', user: 'U0STRANGER', text: 'hello', ts: '1700000000.000100', channel: GENERAL, event_ts: '1700000000.000100' };
    const body = JSON.stringify({ type: 'event_callback', team_id: 'T0ELSEWHERE', event_id: 'Ev2', event });
    const answer = await fetch(`http://127.0.0.1:${one.receiving.port}/slack/events`, signed(slack.signingSecret, body, now));
    expect(answer.status).toBe(200);
    expect(await one.database.sql`select id from deliveries`).toEqual([]);
  });
});
