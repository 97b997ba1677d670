/** Baton at the local Slack in a process of its own: how soon it answers is not how busy the Slack, the people and the test are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { z } from 'zod';
import { COMPILED_ONCE } from '../../compiled.ts';
import type { FakeSlack } from '../../fakes/slack/server.ts';
import { freshDatabase } from '../../postgres.ts';

export interface BatonApart {
  /** How many it has opened. */
  runs(): Promise<number>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./apart-process.ts', import.meta.url));
const saidSchema = z.object({ port: z.number().nullable() });

export async function batonApart(slack: FakeSlack, receive: 'socket' | 'http'): Promise<BatonApart> {
  const fresh = await freshDatabase();
  const { url, botToken, appToken, signingSecret } = slack;
  const given = JSON.stringify({ slack: { url, botToken, appToken, signingSecret }, url: fresh.url, receive });
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [PROGRAM, given], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH, HOME, ...COMPILED_ONCE } });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  const { port } = saidSchema.parse(JSON.parse(String(line)));
  if (receive === 'http') slack.deliversTo(`http://127.0.0.1:${port}/slack/events`);
  const sql = postgres(fresh.url, { max: 1 });
  return {
    async runs() {
      const [row] = await sql<{ count: number }[]>`select count(*)::int as count from workflows`;
      return row?.count ?? 0;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await sql.end();
      await fresh.drop();
    },
  };
}
