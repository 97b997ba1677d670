/** Deliveries in PostgreSQL and in memory keep the same promises; the database's keep some of their own. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/index.ts';
import { tenantId } from '../../src/engine/ids.ts';
import { BatonError } from '../../src/errors.ts';
import { memoryDeliveries } from '../fakes/memory-deliveries.ts';
import { type FreshDatabase, freshDatabase } from '../postgres.ts';
import { deliveriesContract } from './deliveries-contract.ts';

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

describe('in PostgreSQL', () => {
  deliveriesContract(() => ({
    deliveries: database.deliveries,
    passes: async (ms) => {
      await database.sql`update deliveries set taken_at = taken_at - ${ms}, leased_until = leased_until - ${ms}, done_at = done_at - ${ms}`;
    },
  }));

  test('what people wrote is wiped once it is done', async () => {
    const key = { surface: 'slack', tenant: tenantId('T1'), id: 'wiped' };
    await database.deliveries.take({ ...key, body: { text: 'my own words' } }, 1_000);
    await database.deliveries.done(key);
    expect(await database.sql`select body::text from deliveries where id = 'wiped'`).toEqual([{ body: '{}' }]);
  });

  test('one that cannot be stored fails alone, not those that came with it', async () => {
    const take = (id: string, text: string) => database.deliveries.take({ surface: 'slack', tenant: tenantId('T9'), id, body: { text } }, 1_000);
    const taken = await Promise.allSettled([take('a', 'fine'), take('b', 'nul \0'), take('c', 'half \ud83d'), take('d', 'fine too')]);
    expect(taken.map((one) => (one.status === 'fulfilled' ? one.value : one.reason instanceof BatonError && one.reason.code))).toEqual([
      'new',
      'text-not-storable',
      'text-not-storable',
      'new',
    ]);
  });
});

describe('in memory', () => {
  let at = 1_000_000_000_000;
  deliveriesContract(() => ({
    deliveries: memoryDeliveries(() => at),
    passes: async (ms) => {
      at += ms;
    },
  }));
});
