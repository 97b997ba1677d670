/** What the real database promises to posters, readers and settings: posts, archive, settings, changes. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/index.ts';
import type { Card } from '../../src/cards/card.ts';
import { channelId, personId, tenantId, type threadId, workflowId } from '../../src/engine/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import type { Change } from '../../src/ports/changes.ts';
import { ANN, BOB, by } from '../engine/scenario.ts';
import { type FreshDatabase, freshDatabase } from '../postgres.ts';
import { driver, newInput, opening, placeIn } from './driven-workflow.ts';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

/** Each test has a tenant of its own. */
const newTenant = () => tenantId(randomUUID());
const card = (text: string): Card => ({
  v: 1,
  kind: 'notice',
  blocks: [{ kind: 'line', line: [{ kind: 'text', text }] }],
  actions: [],
  notify: [],
  notifyGroups: [],
});
const openIn = async (place: ReturnType<typeof placeIn>) => {
  const asked = opening({ tenant: place.tenant, at: 1_000, request: { place } });
  return await database.ledger.open(asked);
};

describe('posts', () => {
  test('a key is posted once and edited afterwards, in the order of first posting', async () => {
    const place = placeIn(newTenant());
    const { workflow } = await openIn(place);
    const post = (key: string, hash: string, text: string) =>
      database.posts.record({ workflow, epoch: 0, place, key, ref: `ref-${key}`, hash, card: card(text) });
    await database.posts.recordPerson({ id: 'm1', place, author: ANN, text: 'please compare' });
    await post('plan', 'h1', 'assessing');
    await post('live', 'h2', 'running');
    await post('plan', 'h3', 'approved');
    await database.posts.recordPerson({ id: 'm2', place, author: BOB, text: 'thanks' });
    expect(await database.posts.known(workflow)).toEqual(
      new Map([
        ['plan', { ref: 'ref-plan', hash: 'h3' }],
        ['live', { ref: 'ref-live', hash: 'h2' }],
      ]),
    );
    const messages = await database.archive.messages(place.tenant, place.thread);
    expect(messages).toEqual([
      { kind: 'person', id: 'm1', position: expect.any(Number), author: ANN, text: 'please compare', at: expect.any(Number) },
      {
        kind: 'card',
        id: `${workflow}:plan`,
        position: expect.any(Number),
        workflow,
        key: 'plan',
        card: card('approved'),
        at: expect.any(Number),
        editedAt: expect.any(Number),
      },
      {
        kind: 'card',
        id: `${workflow}:live`,
        position: expect.any(Number),
        workflow,
        key: 'live',
        card: card('running'),
        at: expect.any(Number),
        editedAt: null,
      },
      { kind: 'person', id: 'm2', position: expect.any(Number), author: BOB, text: 'thanks', at: expect.any(Number) },
    ]);
    const [first, ...rest] = messages;
    const part = (after: number, limit: number) => database.archive.messages(place.tenant, place.thread, { after, limit });
    expect(await part(0, 1)).toEqual([first]);
    expect(await part(first?.position ?? 0, 2)).toEqual(rest.slice(0, 2));
    expect(await part(rest.at(-1)?.position ?? 0, 10)).toEqual([]);
    const times = messages.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('a driver that lost the workflow writes nothing over what its successor shows', async () => {
    const place = placeIn(newTenant());
    const { workflow } = await openIn(place);
    const post = (epoch: number, text: string) => database.posts.record({ workflow, epoch, place, key: 'live', ref: 'r', hash: text, card: card(text) });
    const old = await database.ledger.takeOver(workflow);
    expect(await post(old?.epoch ?? 0, 'running')).toBe('recorded');
    const successor = await database.ledger.takeOver(workflow);
    expect(await post(successor?.epoch ?? 0, 'done')).toBe('recorded');
    expect(await post(old?.epoch ?? 0, 'still running')).toBe('stale');
    expect(await database.archive.messages(place.tenant, place.thread)).toMatchObject([{ card: card('done') }]);
  });

  test("a person's message is kept once, as it was first", async () => {
    const place = placeIn(newTenant());
    await database.posts.recordPerson({ id: 'm1', place, author: ANN, text: 'first' });
    await database.posts.recordPerson({ id: 'm1', place, author: BOB, text: 'second' });
    expect(await database.archive.messages(place.tenant, place.thread)).toMatchObject([{ author: ANN, text: 'first' }]);
  });

  test('a message that is sent again makes no second thread', async () => {
    const tenant = newTenant();
    const [place, again] = [placeIn(tenant, 'once'), placeIn(tenant, 'again')];
    await database.posts.recordPerson({ id: 'm1', place, author: ANN, text: 'please compare' });
    await database.posts.recordPerson({ id: 'm1', place: again, author: ANN, text: 'please compare' });
    expect((await database.archive.threads(tenant, place.channel, 10)).map(({ thread }) => thread)).toEqual(['once']);
  });

  test('texts with NUL or a lone surrogate are refused whole, never changed', async () => {
    const place = placeIn(newTenant());
    for (const text of ['a\0b', 'a\ud800b', '\udc00']) {
      await expect(database.posts.recordPerson({ id: randomUUID(), place, author: ANN, text })).rejects.toMatchObject({ code: 'text-not-storable' });
      const workflow = workflowId(randomUUID());
      await expect(database.posts.record({ workflow, epoch: 0, place, key: 'plan', ref: 'r', hash: 'h', card: card(text) })).rejects.toMatchObject({
        code: 'text-not-storable',
      });
    }
    expect(await database.archive.messages(place.tenant, place.thread)).toEqual([]);
    await database.posts.recordPerson({ id: 'm', place, author: ANN, text: '\u0001 \\u0000 👩‍🚀 "quoted" \n' });
    expect(await database.archive.messages(place.tenant, place.thread)).toMatchObject([{ text: '\u0001 \\u0000 👩‍🚀 "quoted" \n' }]);
  });
});

describe('archive', () => {
  test('lists newest first, by thread and by whether it is active, and finds by number and id', async () => {
    const tenant = newTenant();
    const [one, two] = [placeIn(tenant), placeIn(tenant)];
    const first = await openIn(one);
    const second = await openIn(two);
    const drives = await driver(database.ledger, first.workflow);
    await drives.feed({ kind: 'override', actor: by(ANN), change: { kind: 'cancel' } });
    const list = async (active: boolean | null, thread = null as ReturnType<typeof threadId> | null, limit = 10) =>
      (await database.archive.workflows(tenant, { active, thread, limit })).map(({ number }) => number);
    expect(await list(null)).toEqual([2, 1]);
    expect(await list(true)).toEqual([2]);
    expect(await list(false)).toEqual([1]);
    expect(await list(null, one.thread)).toEqual([1]);
    expect(await list(null, null, 1)).toEqual([2]);
    const found = await database.archive.find(tenant, 2);
    expect(found).toEqual({
      ...{ id: second.workflow, number: 2, tenant, surface: 'web', channel: 'general', thread: two.thread, requester: ANN },
      ...{ task: 'Compare A AND write B THEN review C', pattern: null, status: 'planning', costUsd: 0, createdAt: 1_000, updatedAt: 1_000 },
      ...{ done: 0, total: 0, version: 1 },
    });
    expect(await database.archive.find(tenant, second.workflow)).toEqual(found);
    for (const nobody of [0, -1, 3, 1.5, 2 ** 40, Number.NaN]) expect(await database.archive.find(tenant, nobody)).toBeNull();
    expect(await database.archive.find(tenant, workflowId('no such id'))).toBeNull();
  });

  test('reads events after a sequence number, so many at a time', async () => {
    const place = placeIn(newTenant());
    const { workflow } = await openIn(place);
    const drives = await driver(database.ledger, workflow);
    await drives.feed({ kind: 'driver-took-over' });
    const all = await database.archive.events(place.tenant, workflow, 0, 100);
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: drives.state().version }, (_, index) => index + 1));
    expect(await database.archive.events(place.tenant, workflow, 1, 1)).toEqual(all.slice(1, 2));
    expect(await database.archive.events(place.tenant, workflow, drives.state().version, 100)).toEqual([]);
  });

  test('shows a tenant nothing of another', async () => {
    const [ours, theirs] = [placeIn(newTenant()), newTenant()];
    const { workflow } = await openIn(ours);
    await database.posts.recordPerson({ id: 'm1', place: ours, author: ANN, text: 'ours' });
    expect(await database.archive.workflows(theirs, { active: null, thread: null, limit: 10 })).toEqual([]);
    expect(await database.archive.workflows(theirs, { active: null, thread: ours.thread, limit: 10 })).toEqual([]);
    expect(await database.archive.find(theirs, workflow)).toBeNull();
    expect(await database.archive.find(theirs, 1)).toBeNull();
    expect(await database.archive.events(theirs, workflow, 0, 10)).toEqual([]);
    expect(await database.archive.messages(theirs, ours.thread)).toEqual([]);
    expect(await database.archive.threads(theirs, ours.channel, 10)).toEqual([]);
    await database.posts.recordPerson({ id: 'm1', place: { ...ours, tenant: theirs }, author: BOB, text: 'theirs' });
    expect(await database.archive.messages(ours.tenant, ours.thread)).toMatchObject([{ text: 'ours' }]);
    expect(await database.archive.messages(theirs, ours.thread)).toMatchObject([{ text: 'theirs' }]);
  });

  test("lists a channel's threads newest first, with their opening, newest workflow and last activity", async () => {
    const tenant = newTenant();
    const talk = placeIn(tenant, 'talk');
    await database.posts.recordPerson({ id: 'm1', place: talk, author: BOB, text: 'just talking' });
    await database.posts.recordPerson({ id: 'm2', place: talk, author: ANN, text: 'indeed' });
    const work = placeIn(tenant, 'work');
    await openIn(work);
    const newest = await openIn(work);
    await database.posts.recordPerson({ id: 'm3', place: { ...work, channel: channelId('elsewhere') }, author: ANN, text: 'not here' });
    const threads = await database.archive.threads(tenant, work.channel, 10);
    expect(threads).toMatchObject([
      { thread: 'work', opening: 'Compare A AND write B THEN review C', author: ANN, workflow: { id: newest.workflow, number: 2 } },
      { thread: 'talk', opening: 'just talking', author: BOB, workflow: null },
    ]);
    const last = (await database.archive.messages(tenant, talk.thread)).at(-1);
    expect(threads[1]?.lastAt).toBe(last?.at);
    expect(await database.archive.threads(tenant, work.channel, 1)).toHaveLength(1);
  });
});

describe('settings', () => {
  test('a channel comes before its workspace, that before the file, that before the default', async () => {
    const [tenant, channel, other] = [newTenant(), channelId('c1'), channelId('c2')];
    const settings = database.settings({ verbose_progress: false, max_parallel_agents: 2 });
    const change = (scope: 'channel' | 'workspace', values: Parameters<typeof settings.change>[0]['values']) =>
      settings.change({ tenant, channel, scope, by: ANN, values });
    await change('workspace', { max_parallel_agents: 4, time_zone: 'Europe/Berlin', approvers: ['ann', 'bob'] });
    await change('channel', { max_parallel_agents: 6, workflow_budget_usd: 7.5 });
    const here = await settings.resolve(tenant, channel);
    expect(here.values).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ verbose_progress: false, max_parallel_agents: 6, time_zone: 'Europe/Berlin', approvers: ['ann', 'bob'], workflow_budget_usd: 7.5 },
    });
    expect(here.sources).toMatchObject({
      max_parallel_agents: 'channel',
      default_timeout_minutes: 'default',
      auto_ralph_handoff: 'default',
      ultrathink_for_plan: 'default',
      verbose_progress: 'file',
      confirm_before_execute: 'default',
      approvers: 'workspace',
      workflow_budget_usd: 'channel',
      time_zone: 'workspace',
    });
    expect((await settings.resolve(tenant, other)).values.max_parallel_agents).toBe(4);
    expect((await settings.resolve(newTenant(), channel)).values.max_parallel_agents).toBe(2);
    await change('channel', { max_parallel_agents: null });
    const after = await settings.resolve(tenant, channel);
    expect([after.values.max_parallel_agents, after.sources.max_parallel_agents, after.values.workflow_budget_usd]).toEqual([4, 'workspace', 7.5]);
  });

  test('a stored value that this version does not accept is passed over', async () => {
    const [tenant, channel] = [newTenant(), channelId('c1')];
    await database.sql`insert into settings (tenant, channel, chosen, changed_by) values (${tenant}, '', ${'{"max_parallel_agents": 99, "from_tomorrow": 1, "verbose_progress": false}'}, 'ann')`;
    const { values, sources } = await database.settings({}).resolve(tenant, channel);
    expect(values).toEqual({ ...DEFAULT_SETTINGS, verbose_progress: false });
    expect(sources.max_parallel_agents).toBe('default');
  });
});

describe('changes', () => {
  test('a post and a delivery are heard, in this process and in others, until the subscription ends', async () => {
    const elsewhere = await openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
    try {
      const heard: Change[] = [];
      const place = placeIn(newTenant());
      const until = heardUntil(elsewhere, (change) => {
        heard.push(change);
        return change.kind === 'inbox';
      });
      await elsewhere.changes.ready();
      const { workflow } = await openIn(place);
      await database.posts.recordPerson({ id: 'm1', place, author: ANN, text: 'hello' });
      await database.inbox.deliver({ workflow, id: newInput(), input: { kind: 'override', actor: by(ANN), change: { kind: 'pause' } }, artifacts: [] });
      await until.heard;
      until.end();
      expect(heard).toEqual([
        { kind: 'thread', tenant: place.tenant, thread: place.thread },
        { kind: 'inbox', workflow },
      ]);
      const again = heardUntil(elsewhere, () => true);
      await database.posts.recordPerson({ id: 'm2', place, author: personId('cy'), text: 'more' });
      await again.heard;
      expect(heard).toHaveLength(2);
      again.end();
    } finally {
      await elsewhere.close();
    }
  });

  test('what cannot be read on the channel is passed over', async () => {
    const place = placeIn(newTenant());
    const until = heardUntil(database, () => true);
    await database.changes.ready();
    await database.sql`select pg_notify('baton_changes', 'not json'), pg_notify('baton_changes', '{"kind":"from-tomorrow"}')`;
    await database.posts.recordPerson({ id: 'm1', place, author: ANN, text: 'hello' });
    expect(await until.heard).toEqual({ kind: 'thread', tenant: place.tenant, thread: place.thread });
    until.end();
  });
});

function heardUntil(from: Database, enough: (change: Change) => boolean) {
  const { promise, resolve } = Promise.withResolvers<Change>();
  const end = from.changes.subscribe((change) => {
    if (enough(change)) resolve(change);
  });
  return { heard: promise, end };
}
