/**
 * One PostgreSQL for the whole run: the server that TEST_DATABASE_URL or PG_URL names, else an embedded one in a folder
 * of its own. A migrated template is made once; `freshDatabase` copies it.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../db/embedded/index.ts';
import { migrate } from '../db/index.ts';
import { databaseUrl } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Login that may create databases. */
    postgresUrl: string;
    postgresTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const template = `baton_template_${randomBytes(6).toString('hex')}`;
  try {
    await administer(server.url, `create database ${template}`);
    await migrate(databaseUrl(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', template);
  return async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Many databases at once, and none of them is needed after the run: what a power cut would leave is nobody's concern. */
const FOR_TESTS = ['max_connections = 400', 'fsync = off', 'full_page_writes = off'];

async function findServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL ?? process.env.PG_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
  // As root, the server's own user passes through.
  await chmod(folder, 0o711);
  try {
    const where = { dataDir: join(folder, 'data'), log: pino({ level: 'silent' }) };
    const first = await startEmbedded(where);
    for (const setting of FOR_TESTS) await administer(first.url, `alter system set ${setting}`);
    // The number of connections is read at the start.
    await first.stop();
    const server = await startEmbedded(where);
    return {
      url: server.url,
      async stop() {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
