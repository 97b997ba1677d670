/**
 * Performs a Dockerfile's steps without a container engine: in a folder of its own, as an ordinary user, with the pinned
 * Node 24 in place of the base image's. `/home/node` is that folder; everything else of the machine is as it is.
 */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { execForm, type Instruction, readDockerfile } from './dockerfile.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const IMAGE_HOME = '/home/node';
/** The node image's own user. Root cannot be used, and an ordinary user can only be itself. */
const NODE_USER = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};

export interface Image {
  readonly workdir: string;
  readonly base: string;
  /** Runs the CMD, with variables as `docker run --env` would add them. */
  start(env: Record<string, string>): ChildProcess;
  /** The HEALTHCHECK's own command: true when healthy. */
  healthy(env: Record<string, string>): boolean;
  remove(): void;
}

export function buildImage(): Image {
  const folder = mkdtempSync(join(tmpdir(), 'baton-image-'));
  const home = join(folder, 'home');
  const bin = join(folder, 'bin');
  for (const path of [home, bin]) mkdirSync(path);
  putTools(bin, folder);
  const env: Record<string, string> = { PATH: `${bin}:${process.env.PATH ?? ''}`, HOME: home, ...registryOf(folder) };
  for (const path of [folder, home]) own(path);

  let workdir = '';
  let user = 'root';
  let base = '';
  let command: string[] = [];
  let health: string[] = [];
  const here = (text: string): string => text.replaceAll(IMAGE_HOME, home);
  const options = (extra: Record<string, string> = {}): SpawnOptions => ({ cwd: workdir === '' ? home : workdir, env: { ...env, ...extra }, ...NODE_USER });

  const perform = ({ name, rest }: Instruction): void => {
    switch (name) {
      case 'FROM':
        base = rest;
        return;
      case 'USER':
        user = rest;
        return;
      case 'WORKDIR':
        workdir = here(rest);
        if (!existsSync(workdir)) throw new Error(`WORKDIR ${rest} would be made by the engine, and owned by root.`);
        return;
      case 'ENV':
        for (const [, key = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) env[key] = here(value);
        return;
      case 'COPY':
        copy(rest, workdir, user);
        return;
      case 'RUN': {
        if (user !== 'node') throw new Error(`RUN ${rest} would run as ${user}.`);
        const done = spawnSync('sh', ['-ec', here(rest)], { ...options(), encoding: 'utf8' });
        if (done.status !== 0) throw new Error(`RUN ${rest} failed with ${done.status}:\n${done.stdout}\n${done.stderr}`);
        return;
      }
      case 'CMD':
        command = execForm(rest);
        return;
      case 'HEALTHCHECK':
        health = execForm(rest);
        return;
    }
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    readDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).forEach(perform);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    base,
    workdir,
    remove,
    start: (extra) => spawn(command[0] ?? '', command.slice(1), { ...options(extra), stdio: ['ignore', 'pipe', 'pipe'] }),
    healthy: (extra) => spawnSync(health[0] ?? '', health.slice(1), options(extra)).status === 0,
  };
}

/** Node and npm as copies: the originals may lie where only their owner can read. */
function putTools(bin: string, folder: string): void {
  copyFileSync(process.execPath, join(bin, 'node'));
  chmodSync(join(bin, 'node'), 0o755);
  const npm = realpathSync(spawnSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).stdout.trim());
  cpSync(dirname(dirname(npm)), join(folder, 'npm'), { recursive: true });
  symlinkSync(join('..', 'npm', 'bin', basename(npm)), join(bin, 'npm'));
}

function copy(rest: string, workdir: string, user: string): void {
  const words = rest.split(' ');
  const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
  const target = words.at(-1) ?? '';
  if (!words.includes(`--chown=${user}:${user}`)) throw new Error(`COPY ${rest} would leave the files to root.`);
  const allowed = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  for (const source of sources) {
    if (!allowed.includes(`!${source}`)) throw new Error(`${source} is not in the build context: .dockerignore leaves it out.`);
    const to = target === './' ? join(workdir, source) : join(workdir, target);
    cpSync(join(ROOT, source), to, { recursive: true });
    spawnSync('chmod', ['-R', 'u+rwX,go+rX', to]);
    own(to);
  }
}

function own(path: string): void {
  if (NODE_USER.uid === undefined) return;
  chownSync(path, NODE_USER.uid, NODE_USER.gid);
  spawnSync('chown', ['-R', `${NODE_USER.uid}:${NODE_USER.gid}`, path]);
}

/** The user's npm settings say which registry is reached and how; the image would have its own. */
function registryOf(folder: string): Record<string, string> {
  const settings = join(folder, 'npmrc');
  const own = spawnSync('npm', ['config', 'get', 'userconfig'], { encoding: 'utf8' }).stdout.trim();
  if (existsSync(own)) copyFileSync(own, settings);
  const passed = Object.entries(process.env).filter(
    ([key, value]) => value !== undefined && /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file)$/i.test(key),
  );
  return {
    npm_config_userconfig: settings,
    npm_config_cache: join(folder, 'npm-cache'),
    ...Object.fromEntries(passed.map(([key, value]) => [key, value ?? ''])),
  };
}
