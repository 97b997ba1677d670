import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintReports } from './biome.ts';

/** Each line that must be reported ends in the marker; every other line must pass. */
const FORBIDDEN = '// forbidden';

describe('the import direction', () => {
  test.each([
    [
      'src/engine/decide.ts',
      `import { setTimeout } from 'node:timers/promises'; ${FORBIDDEN}
import { createHash } from 'node:crypto';
import type { Row } from '../../db/row.ts'; ${FORBIDDEN}
import { z } from 'zod';
import { now } from './../ports/clock.ts'; ${FORBIDDEN}
import { fine } from './plan.ts';
import { BatonError } from '../errors.ts'; ${FORBIDDEN}
export * from '../cards/card.ts'; ${FORBIDDEN}
export const later = () => import('../runtime/driver.ts'); ${FORBIDDEN}
export type Hidden = import('../../db/row.ts').Row; ${FORBIDDEN}`,
    ],
    [
      'src/engine/deep/er.ts',
      `import { createHash } from 'node:crypto';
import { fine } from '../plan.ts';
import { beside } from './beside.ts';
import { card } from '../../cards/card.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/patterns/parts/assemble.ts',
      `import postgres from 'postgres'; ${FORBIDDEN}
import { hashPlan } from '../../engine/plan-rules.ts';
import { wake } from '../../queue/index.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/prompts/task.ts',
      `import { readFile } from 'node:fs/promises'; ${FORBIDDEN}
import type { Subject } from '../engine/call.ts';
import { loadLibrary } from '../library/load.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/cards/thread.ts',
      `import { createLog } from '../config/log.ts'; ${FORBIDDEN}
import { statusWord } from '../engine/status.ts';
import type { Posts } from '../ports/posts.ts';`,
    ],
    [
      'src/forms/read-change.ts',
      `import { createHash } from 'node:crypto';
import { ComponentType } from 'discord.js'; ${FORBIDDEN}
import { readSetting } from '../../commands/index.ts';
import { plain } from '../cards/clean-text.ts';
import { readForm } from '../../adapters/discord/modals/form.ts'; ${FORBIDDEN}
import type { Desk } from '../ports/desk.ts';
import { branch } from '../runtime/branch.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/chat/sending/post-once.ts',
      `import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { Routes } from 'discord.js'; ${FORBIDDEN}
import { WebClient } from '@slack/web-api'; ${FORBIDDEN}
import { notice } from '../../cards/notice.ts';
import { readChange } from '../../forms/read-change.ts';
import { BatonError } from '../../errors.ts';
import type { SentMessages } from '../../ports/sent-messages.ts';
import { escapeMrkdwn } from '../../../adapters/slack/blocks/escape.ts'; ${FORBIDDEN}
import { sentTable } from '../../../db/sent.ts'; ${FORBIDDEN}
import { drive } from '../../runtime/driver.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/runtime/poster.ts',
      `import { postOnce } from '../chat/sending/post-once.ts'; ${FORBIDDEN}
import type { Surface } from '../ports/surface.ts';`,
    ],
    [
      'src/pictures/plan-svg.ts',
      `import { renderAsync } from '@resvg/resvg-js';
import { html } from 'hono/html'; ${FORBIDDEN}
import { stepState } from '../cards/workstream-state.ts';
import type { Clock } from '../ports/clock.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/files/limits.ts',
      `import { readFile } from 'node:fs/promises'; ${FORBIDDEN}
import { acceptedType } from './accepted-type.ts';
import type { Card } from '../cards/card.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/ports/ledger.ts',
      `import type { Card } from '../cards/card.ts';
import type { Input } from '../engine/input.ts';
import type { Driver } from '../runtime/driver.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/config/index.ts',
      `import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { openDatabase } from '../../db/index.ts'; ${FORBIDDEN}`,
    ],
    [
      'commands/orchestrate.ts',
      `import { readFile } from 'node:fs/promises'; ${FORBIDDEN}
import { openDatabase } from '../db/index.ts'; ${FORBIDDEN}
import { helpCard } from '../src/cards/help.ts';
import { drive } from '../src/runtime/driver.ts'; ${FORBIDDEN}`,
    ],
    [
      'src/runtime/driver.ts',
      `import { openDatabase } from '../../db/index.ts'; ${FORBIDDEN}
import { readCommand } from '../../commands/index.ts';
import { createWebApp } from '../../adapters/web/index.ts'; ${FORBIDDEN}
import { start } from '../main.ts'; ${FORBIDDEN}
import { modelFor } from '../engine/model-table.ts';`,
    ],
    [
      'src/model/anthropic.ts',
      `import Anthropic from '@anthropic-ai/sdk';
import { send } from '../queue/index.ts'; ${FORBIDDEN}
import type { Model } from '../ports/model.ts';`,
    ],
    [
      'src/queue/index.ts',
      `import { migrate } from '../../db/index.ts'; ${FORBIDDEN}
import { PgBoss } from 'pg-boss';`,
    ],
    [
      'src/library/load.ts',
      `import { createModel } from '../model/anthropic.ts'; ${FORBIDDEN}
import type { Library } from '../ports/library.ts';`,
    ],
    [
      'db/index.ts',
      `import { send } from '../src/queue/index.ts'; ${FORBIDDEN}
import { createWebApp } from '../adapters/web/index.ts'; ${FORBIDDEN}
import type { Ledger } from '../src/ports/ledger.ts';`,
    ],
    [
      'adapters/web/pages/thread.ts',
      `import { openDatabase } from '../../../db/index.ts'; ${FORBIDDEN}
import { drive } from '../../../src/runtime/driver.ts'; ${FORBIDDEN}
import { createModel } from '../../../src/model/anthropic.ts'; ${FORBIDDEN}
import { wake } from '../../../src/queue/index.ts'; ${FORBIDDEN}
import { loadLibrary } from '../../../src/library/load.ts'; ${FORBIDDEN}
import { cardText } from '../../../src/cards/text.ts';
import { escapeMrkdwn } from '../../slack/blocks/escape.ts'; ${FORBIDDEN}
import type { Desk } from '../../../src/ports/desk.ts';`,
    ],
    [
      'adapters/discord/sending/index.ts',
      `import { REST } from 'discord.js';
import { postOnce } from '../../../src/chat/sending/post-once.ts';
import { readSlackText } from '../../slack/receiving/slack-text.ts'; ${FORBIDDEN}
import { page } from '../../web/pages/layout.ts'; ${FORBIDDEN}`,
    ],
    [
      'adapters/slack/sending/index.ts',
      `import { WebClient } from '@slack/web-api';
import { renderDiscord } from '../../discord/components/render.ts'; ${FORBIDDEN}
import { openDatabase } from '../../../db/index.ts'; ${FORBIDDEN}`,
    ],
  ])('holds in %s', (path, source) => {
    expect(restrictions(path, source)).toEqual(marked(path, source));
  });

  test('names every folder of the source tree', () => {
    const rules = readFileSync(resolve(import.meta.dirname, '../../boundaries.json'), 'utf8');
    const folders = ['', 'src'].flatMap((parent) => foldersOf(parent).filter((name) => !NOT_SOURCE.has(name)));
    expect(folders.filter((name) => !rules.includes(`**/${name}/**`))).toEqual([]);
  });
});

describe('the environment', () => {
  const source = `import { env } from 'node:process'; ${FORBIDDEN}
export const port = process.env.PORT; ${FORBIDDEN}
export const host = process['env'].HOST; ${FORBIDDEN}
export function all(): unknown {
  const { env: taken } = process; ${FORBIDDEN}
  const whole = process; ${FORBIDDEN}
  return [taken, whole, env, process.pid];
}`;

  test.each(['src/queue/settings.ts', 'db/index.ts', 'adapters/web/index.ts', 'commands/index.ts'])('is not read in %s', (path) => {
    expect(restrictions(path, source)).toEqual(marked(path, source));
  });

  test('is read in src/main.ts', () => {
    expect(restrictions('src/main.ts', 'export const port = process.env.PORT;')).toEqual([]);
  });
});

test('nothing prints to the console outside scripts, benchmarks and tests', () => {
  const reported = lintReports({ 'src/runtime/driver.ts': 'console.log(1);', 'scripts/print.ts': 'console.log(1);', 'bench/run.ts': 'console.log(1);' });
  expect(reported.filter((report) => report.endsWith('noConsole'))).toEqual(['src/runtime/driver.ts:1 noConsole']);
});

/** Folders that hold no importable source, and the engine, which all may import. */
const NOT_SOURCE = new Set(['docs', 'engine', 'migrations', 'node_modules', 'src', 'tmp', 'coverage']);

/** The lines that a boundary rule reports, each once. */
function restrictions(path: string, source: string): string[] {
  const boundary = /^(.*:\d+) (noRestrictedImports|noProcessEnv|plugin)$/;
  return [...new Set(lintReports({ [path]: source }).flatMap((report) => boundary.exec(report)?.[1] ?? []))].sort();
}

function marked(path: string, source: string): string[] {
  return source
    .split('\n')
    .flatMap((line, index) => (line.endsWith(FORBIDDEN) ? [`${path}:${index + 1}`] : []))
    .sort();
}

function foldersOf(parent: string): string[] {
  return readdirSync(join(resolve(import.meta.dirname, '../..'), parent), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
  );
}
