/** The contract of SentMessages for the fake and for PostgreSQL; and what only a database can do wrong. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/index.ts';
import { channelId, tenantId, threadId } from '../../src/engine/ids.ts';
import { createMemorySentMessages } from '../fakes/memory-sent-messages.ts';
import { type FreshDatabase, freshDatabase } from '../postgres.ts';
import { opening, placeIn } from './driven-workflow.ts';
import { sentMessagesContract } from './sent-messages-contract.ts';

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

describe('in memory', () => sentMessagesContract(() => createMemorySentMessages()));
describe('in PostgreSQL', () => sentMessagesContract(() => database.sentMessages));

const DAYS = 30;
const OLD = DAYS * 86_400_000 + 60_000;
const aged = (tenant: string) => database.sql`update sent_messages set intended_at = intended_at - ${OLD}::bigint where tenant = ${tenant}`;

test('messages go with their run; roots that no run came of go by age', async () => {
  const tenant = tenantId(randomUUID());
  const place = { ...placeIn(tenant), thread: threadId('9.9') };
  const { workflow } = await database.ledger.open(opening({ tenant, at: 1_000, request: { place } }));
  const base = { surface: 'slack', tenant, part: 0, channel: channelId('C1'), details: {} };
  const note = async (key: string, of: typeof workflow | null, ref: string) => {
    await database.sentMessages.intend({ ...base, key, workflow: of, thread: null });
    await database.sentMessages.sent({ ...base, key }, ref, {});
  };
  await note(`${workflow}:plan`, workflow, '8.8');
  await note('root:with-a-run', null, '9.9');
  await note('root:without', null, '7.7');
  await aged(tenant);
  await note('root:young', null, '6.6');
  await database.retention.removeLeftovers(tenant, DAYS);
  const left = async () => (await database.sql`select key from sent_messages where tenant = ${tenant} order by key`).map(({ key }) => key);
  expect(await left()).toEqual([`${workflow}:plan`, 'root:with-a-run', 'root:young'].toSorted());

  await database.sql`update workflows set updated_at = updated_at - ${OLD}::bigint, at_rest = true, status = 'completed' where id = ${workflow}`;
  expect(await database.retention.removeRuns(tenant, DAYS, 10)).toBe(1);
  expect(await left()).toEqual(['root:with-a-run', 'root:young']);
});

test('text that cannot be stored is refused as such', async () => {
  const message = {
    surface: 'slack',
    tenant: tenantId(randomUUID()),
    key: 'a\0b',
    part: 0,
    workflow: null,
    channel: channelId('C1'),
    thread: null,
    details: {},
  };
  await expect(database.sentMessages.intend(message)).rejects.toMatchObject({ code: 'text-not-storable' });
});
