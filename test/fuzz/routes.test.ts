/** Every route under hostile requests: none crashes, none answers 500, none leaves anything half-written. */
import { afterAll, describe, expect, test } from 'vitest';
import { createWebApp } from '../../adapters/web/app.ts';
import { hashPassword } from '../../src/config/password.ts';
import { openArena, shared } from './arena.ts';
import { isWanted, SEED, TARGET_MS, tryOut } from './cases.ts';
import { tried } from './requests.ts';
import { ROUTES } from './routes.ts';

console.log(`routes: seed ${SEED}`);

const wanted = ROUTES.filter(({ route }) => isWanted(route));
const arena = shared(() => openArena());
const behindLogin = shared(async () => openArena({ users: [{ name: 'ada', hash: await hashPassword('correct horse') }] }));

afterAll(async () => {
  await Promise.all([arena, behindLogin].map((one) => one.close()));
});

test.runIf(isWanted('every route'))('every route of the app is here', async () => {
  const known = new Set(ROUTES.map(({ route }) => route));
  const { served } = await arena.get();
  const routes = createWebApp(served.webDeps).routes.filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/static/'));
  expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([...known].toSorted());
});

describe.runIf(wanted.length > 0)('hostile requests', () => {
  test.each(wanted)('$route', { timeout: TARGET_MS * 2 }, async ({ route, cases }) => {
    const opened = await arena.get();
    opened.begin();
    await tryOut(route, cases, (one) => tried(opened, one));
    await opened.judge();
  });
});

const guarded = ROUTES.filter(({ route }) => route.includes('/login') || route === 'POST /api/commands')
  .map(({ route, cases }) => ({ name: `behind a login: ${route}`, cases }))
  .filter(({ name }) => isWanted(name));

describe.runIf(guarded.length > 0)('behind a login', () => {
  test.each(guarded)('$name', { timeout: TARGET_MS * 2 }, async ({ name, cases }) => {
    const opened = await behindLogin.get();
    opened.begin();
    await tryOut(name, cases, (one) => tried(opened, one));
    const [said] = await opened.served.baton.database.sql`select count(*)::int as times from messages where kind = 'person' and author <> 'eve'`;
    expect(said).toEqual({ times: 0 });
    await opened.judge();
  });
});
