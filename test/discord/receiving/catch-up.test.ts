/** How far back threads are read after Baton was away, and that it is said where that was not far enough. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { catchUp } from '../../../adapters/discord/receiving/catch-up.ts';
import { createDiscordApi } from '../../../adapters/discord/sending/api.ts';
import { channelId, personId, tenantId, threadId, workflowId } from '../../../src/engine/ids.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';
import { discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { APP, BEN, GENERAL, GUILD } from '../../fakes/discord/world/seed.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';

const open: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const TENANT = tenantId(GUILD);
const DAY_MS = 24 * 60 * 60 * 1000;

interface Away {
  readonly discord: FakeDiscord;
  readonly thread: string;
  /** What it hears then, and what it says of it. */
  heard(
    threads: readonly string[],
    agoMs?: number,
    laterMs?: number,
  ): Promise<{ readonly texts: readonly string[]; readonly logged: readonly { readonly level: number; readonly msg: string }[] }>;
}

async function away(): Promise<Away> {
  const discord = await discordServer({ rates: 'off' });
  open.push({ stop: () => discord.close() });
  const clock = createTurnedClock();
  const api = createDiscordApi({ token: discord.token, apiUrl: discord.api, clock, log: pino({ level: 'silent' }) });
  open.push({ stop: () => api.close() });
  const thread = await discord.person(BEN).opensThread(GENERAL, 'Audit logs');
  return {
    discord,
    thread,
    async heard(threads, agoMs = 60_000, laterMs = 0) {
      clock.turn(laterMs);
      const lines: string[] = [];
      const stream = new Writable({
        write(chunk, _, done) {
          lines.push(String(chunk));
          done();
        },
      });
      const texts: string[] = [];
      const createdAt = clock.now() - agoMs;
      const runs = threads.map((id, index): WorkflowSummary => ({ ...summary(id, index), createdAt }));
      await catchUp([TENANT], {
        archive: { workflows: async (_, { limit }) => runs.slice(0, limit), events: async () => [] },
        ...{ api, own: () => ({ botId: APP, isOwnRole: () => false }), stopping: new AbortController().signal, clock, log: pino({ level: 'info' }, stream) },
        async intake({ body }) {
          if (body.kind === 'reply') texts.push(body.text);
        },
      });
      return { texts, logged: lines.map((line) => JSON.parse(line)) };
    },
  };
}

function summary(thread: string, index: number): Omit<WorkflowSummary, 'createdAt'> {
  return {
    ...{ id: workflowId(`run-${index}`), number: index + 1, tenant: TENANT, surface: 'discord', channel: channelId(GENERAL), thread: threadId(thread) },
    ...{ requester: personId(BEN), task: 'Compare the stores', pattern: null, status: 'running', costUsd: 0, updatedAt: 0, done: 0, total: 1, version: 1 },
  };
}

const WARNING = 40;

test('a thread is read page by page, oldest first, and nothing is warned of', async () => {
  const { discord, thread, heard } = await away();
  const said = Array.from({ length: 205 }, (_, index) => `word ${index}`);
  for (const text of said) await discord.person(BEN).says(thread, text);
  const { texts, logged } = await heard([thread]);
  expect(texts).toEqual(said);
  expect(logged).toEqual([]);
});

test('beyond 500 messages of a thread it stops, and says so', async () => {
  const { discord, thread, heard } = await away();
  const said = Array.from({ length: 501 }, (_, index) => `word ${index}`);
  for (const text of said) await discord.person(BEN).says(thread, text);
  const { texts, logged } = await heard([thread]);
  expect(texts).toEqual(said.slice(0, 500));
  expect(logged).toMatchObject([{ level: WARNING, thread, msg: expect.stringContaining('is not heard') }]);
});

test('exactly 500 messages are all there are, and nothing is warned of', async () => {
  const { discord, thread, heard } = await away();
  for (let index = 0; index < 500; index += 1) await discord.person(BEN).says(thread, `word ${index}`);
  const { texts, logged } = await heard([thread]);
  expect(texts).toHaveLength(500);
  expect(logged).toEqual([]);
});

test('of more than 100 open runs the threads of the newest are read, and that there are more is said', async () => {
  const { discord, heard } = await away();
  const threads: string[] = [];
  for (let index = 0; index < 101; index += 1) threads.push(await discord.person(BEN).opensThread(GENERAL, `thread ${index}`));
  for (const [index, thread] of threads.entries()) await discord.person(BEN).says(thread, `word ${index}`);
  const { texts, logged } = await heard(threads);
  expect(texts).toHaveLength(100);
  expect(texts).not.toContain('word 100');
  expect(logged).toMatchObject([{ level: WARNING, runs: 100 }]);
});

test('what was said more than a day ago is not heard, and that there is such a thread is said', async () => {
  const { discord, thread, heard } = await away();
  await discord.person(BEN).says(thread, 'long ago');
  const { texts, logged } = await heard([thread], 3 * DAY_MS, DAY_MS + 60_000);
  expect(texts).toEqual([]);
  expect(logged).toMatchObject([{ threads: 1, hours: 24 }]);
});
