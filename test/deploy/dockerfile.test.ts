import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/config/password.ts';
import { freshDatabase } from '../postgres.ts';
import { buildImage, type Image } from './stand-in.ts';

const MINUTE = 60_000;
let image: Image;

beforeAll(() => {
  image = buildImage();
}, 5 * MINUTE);
afterAll(() => image?.remove());

test('the image has Node 24 and what Baton needs to run, and no tools', () => {
  expect(image.base).toBe('node:24-slim');
  for (const needed of ['hono', 'pg-boss', '@resvg/resvg-js', 'drizzle-orm'])
    expect(existsSync(join(image.workdir, 'node_modules', needed)), needed).toBe(true);
  for (const tool of ['typescript', 'vitest', '@biomejs', 'knip', 'node', 'drizzle-kit', 'playwright-core'])
    expect(existsSync(join(image.workdir, 'node_modules', tool)), tool).toBe(false);
  expect(existsSync(join(image.workdir, 'test'))).toBe(false);
  expect(statSync(image.workdir).uid).not.toBe(0);
});

test('without WEB_USERS it does not start, and says what to set', async () => {
  const app = image.start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  let said = '';
  app.stdout?.on('data', (chunk) => (said += String(chunk)));
  app.stderr?.on('data', (chunk) => (said += String(chunk)));
  const [code] = await once(app, 'close');
  expect(code).not.toBe(0);
  expect(said).toContain('WEB_USERS is missing while HOST is');
});

test('with a database it gets healthy by its own health check, and leaves on SIGTERM', { timeout: 2 * MINUTE }, async () => {
  const database = await freshDatabase();
  const port = String(await freePort());
  // On loopback here; in a container on all addresses, as the test before shows.
  const env = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: port, WEB_USERS: `ada:${await hashPassword('correct horse')}` };
  const app = image.start(env);
  let said = '';
  app.stdout?.on('data', (chunk) => (said += String(chunk)));
  app.stderr?.on('data', (chunk) => (said += String(chunk)));
  const closed = once(app, 'close');
  try {
    while (!image.healthy(env)) {
      if (app.exitCode !== null) throw new Error(`It ended with ${app.exitCode}:\n${said}`);
      await pause(200);
    }
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(health.status).toBe(200);
    app.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  } finally {
    if (app.exitCode === null) app.kill('SIGKILL');
    await closed;
    await database.drop();
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
