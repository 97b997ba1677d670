// The smallest Baton: `node app.ts <data folder>` brings the embedded database up, says so in one JSON line, and on SIGINT or SIGTERM writes once more and stops it.

import type { Logger } from 'pino';
import postgres from 'postgres';
import { startEmbedded } from '../../../db/embedded/index.ts';
import { BatonError } from '../../../src/errors.ts';

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const logged = (fields: object, message: string) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const log = { info: logged, warn: logged, error: logged } as unknown as Logger;

try {
  const server = await startEmbedded({ dataDir: process.argv[2]!, log });
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await sql`create table if not exists written (what text)`;
  const stop = async (signal: string) => {
    await sql`insert into written values (${signal})`;
    await sql.end();
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
  // The web server keeps the real one alive.
  process.stdin.resume();
  say({ kind: 'up', url: server.url });
} catch (error) {
  say({ kind: 'refused', code: error instanceof BatonError ? error.code : 'unexpected', message: String(error) });
  process.exit(1);
}
