/** Both stores of installations keep the same promises; what only a database can break is tested with one. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/index.ts';
import { tenantId } from '../../src/engine/ids.ts';
import { memoryInstallations } from '../fakes/memory-installations.ts';
import { type FreshDatabase, freshDatabase } from '../postgres.ts';
import { installationsContract } from './installations-contract.ts';

let fresh: FreshDatabase;
let [one, two]: Database[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  const open = () => openDatabase({ url: fresh.url, log: pino({ level: 'silent' }), enqueue: async () => undefined });
  [one, two] = await Promise.all([open(), open()]);
});

afterAll(async () => {
  await one?.close();
  await two?.close();
  await fresh.drop();
});

const opened = (database: Database | undefined) => {
  if (!database) throw new Error('The database is not open.');
  return database;
};

installationsContract('memory', memoryInstallations);
installationsContract('PostgreSQL', () => opened(one).installations);

test('two processes change one installation one after the other', async () => {
  const tenant = tenantId(randomUUID());
  const stores = [opened(one).installations, opened(two).installations];
  await opened(one).installations.keep({ surface: 'chat', tenant, secret: '0', about: {} });
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => stores[index % 2]?.change('chat', tenant, async (now) => ({ ...now, secret: String(Number(now.secret) + 1) }))),
  );
  expect((await opened(two).installations.find('chat', tenant))?.secret).toBe('8');
});

test('the secret of a removed installation is nowhere in the table', async () => {
  const tenant = tenantId(randomUUID());
  const { installations, sql } = opened(one);
  await installations.keep({ surface: 'chat', tenant, secret: 'sealed-and-to-be-wiped', about: {} });
  await installations.remove('chat', tenant);
  expect(await sql`select secret, removed_at is not null as removed from installations where tenant = ${tenant}`).toEqual([{ secret: '', removed: true }]);
});
