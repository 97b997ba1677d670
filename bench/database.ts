/** A database of the benchmark's own: on the server in PG_URL, else on an embedded one in a folder of its own. Gone at the end. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import postgres from 'postgres';
import { startEmbedded } from '../db/embedded/index.ts';
import { migrate } from '../db/index.ts';

export interface BenchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function benchDatabase(given: string | undefined): Promise<BenchDatabase> {
  const server = given === undefined || given === '' ? await embedded() : { url: given, stop: async () => undefined };
  const name = `baton_bench_${randomBytes(6).toString('hex')}`;
  await administer(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return {
    url: url.href,
    async drop() {
      await administer(server.url, `drop database if exists ${name} with (force)`);
      await server.stop();
    },
  };
}

async function embedded(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  // As root, the server's own user passes through.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ dataDir: join(folder, 'data'), log: pino({ level: 'silent' }) });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
