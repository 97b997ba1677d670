/** The database goes away and comes back: errors say so, nothing needs a restart, and changes are heard again. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { POOL_SIZE } from '../../../db/connect.ts';
import { type Database, openDatabase } from '../../../db/index.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import { opening, placeIn } from '../../contracts/driven-workflow.ts';
import { ANN } from '../../engine/scenario.ts';
import { type BreakableLink, breakableLink } from '../../fakes/breakable-link.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';

const log = pino({ level: 'silent' });

let fresh: FreshDatabase;
let link: BreakableLink;
let database: Database;

beforeEach(async () => {
  fresh = await freshDatabase();
  link = await breakableLink(fresh.url);
  database = await openDatabase({ url: link.url, log, enqueue: async () => undefined });
});

afterEach(async () => {
  await link.mend();
  await database.close();
  await link.close();
  await fresh.drop();
});

const unavailable = { code: 'database-unavailable' };

describe('a database that goes away', () => {
  test('shows as database-unavailable everywhere, and works again when it is back', async () => {
    const asked = opening();
    await database.ledger.open(asked);
    await link.cut();
    await expect(database.check()).rejects.toMatchObject(unavailable);
    await expect(database.ledger.open(opening())).rejects.toMatchObject(unavailable);
    await expect(database.ledger.takeOver(asked.workflow)).rejects.toMatchObject(unavailable);
    await expect(database.archive.find(asked.tenant, 1)).rejects.toMatchObject(unavailable);
    await expect(database.settings({}).resolve(asked.tenant, placeIn(asked.tenant).channel)).rejects.toMatchObject(unavailable);
    await expect(openDatabase({ url: link.url, log, enqueue: async () => undefined })).rejects.toMatchObject(unavailable);
    await link.mend();
    await expect
      .poll(
        () =>
          database.check().then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 10_000 },
      )
      .toBe('up');
    expect((await database.archive.find(asked.tenant, 1))?.id).toBe(asked.workflow);
  });

  test('a connection that breaks in the middle of a transaction leaves nothing', async () => {
    const asked = opening();
    const breaking = await openDatabase({ url: link.url, log, enqueue: () => link.cut() });
    await expect(breaking.ledger.open(asked)).rejects.toMatchObject(unavailable);
    await link.mend();
    await expect
      .poll(
        () =>
          database.check().then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 10_000 },
      )
      .toBe('up');
    expect(await database.ledger.takeOver(asked.workflow)).toBeNull();
    // Its number stays unused.
    expect(await database.ledger.open(asked)).toEqual({ workflow: asked.workflow, number: 2, duplicate: false });
    await breaking.close();
  });

  test('a queue that cannot be reached rolls back, and the connection is used again', async () => {
    const asked = opening();
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const other = await openDatabase({ url: link.url, log, enqueue: () => Promise.reject(refused) });
    await expect(other.ledger.open(asked)).rejects.toMatchObject(unavailable);
    expect(await database.sql`select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`).toHaveLength(0);
    expect(await other.archive.find(asked.tenant, 1)).toBeNull();
    await other.close();
  });

  test('a server that ends connections in the middle of a transaction leaves nothing', async () => {
    const asked = opening();
    const end = () => database.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`;
    // The statements before it are on their way: the transaction is idle once they have been answered.
    const ended = await openDatabase({ url: link.url, log, enqueue: async () => void (await expect.poll(end, { timeout: 10_000 }).toHaveLength(1)) });
    await expect(ended.ledger.open(asked)).rejects.toMatchObject(unavailable);
    expect(await ended.archive.find(asked.tenant, 1)).toBeNull();
    expect((await database.ledger.open(asked)).duplicate).toBe(false);
    await ended.close();
  });

  test('after a server that stopped in the middle of statements, what people read and do is not refused for it', async () => {
    const asked = opening();
    await database.ledger.open(asked);
    const admin = postgres(fresh.url, { max: 1, onnotice: () => undefined });
    const busy = Array.from({ length: POOL_SIZE }, () =>
      database.sql`select pg_sleep(60)`.then(
        () => 'done',
        () => 'broken',
      ),
    );
    await expect.poll(async () => (await admin`select 1 from pg_stat_activity where query like 'select pg_sleep%'`).length).toBe(POOL_SIZE);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'`;
    expect(new Set(await Promise.all(busy))).toEqual(new Set(['broken']));
    const found = await Promise.all(Array.from({ length: POOL_SIZE }, () => database.archive.find(asked.tenant, asked.workflow)));
    expect(found.map((one) => one?.number)).toEqual(Array.from({ length: POOL_SIZE }, () => 1));
    await admin.end();
  });

  // An error that nobody handles ends the process, and vitest's run.
  test('a connection that breaks while it is being made is an error of the statement that wanted it, and of nothing else', async () => {
    const asked = opening();
    for (const answer of [1, 2, 3, 4, 5, 6]) {
      link.breakAt(answer);
      const fresh = await openedOrNull(link.url);
      const told = fresh
        ? await fresh.ledger.takeOver(asked.workflow).then(
            () => null,
            (error: unknown) => error,
          )
        : null;
      if (told !== null) expect(told).toMatchObject(unavailable);
      await fresh?.close();
    }
    link.breakAt(null);
    expect(await database.ledger.takeOver(asked.workflow)).toBeNull();
  });

  test('changes are heard again after it was away for longer than the driver tries', async () => {
    const place = placeIn(tenantId('local'));
    let heard = 0;
    database.changes.subscribe(() => {
      heard += 1;
    });
    await database.changes.ready();
    await link.cut();
    // By then the driver has tried to listen again, was refused, and has given up.
    await expect(database.check()).rejects.toMatchObject(unavailable);
    await link.mend();
    const direct = await openDatabase({ url: fresh.url, log, enqueue: async () => undefined });
    const say = async () => {
      await direct.posts.recordPerson({ id: randomUUID(), place, author: ANN, text: 'still there?' });
      return heard;
    };
    await expect.poll(say, { timeout: 15_000, interval: 200 }).toBeGreaterThan(0);
    await direct.close();
  });
});

async function openedOrNull(url: string): Promise<Database | null> {
  return await openDatabase({ url, log, enqueue: async () => undefined }).catch((error: unknown) => {
    expect(error).toMatchObject(unavailable);
    return null;
  });
}
