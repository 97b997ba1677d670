/** What `new RegExp(...)` makes while some work runs, with the file of ours that made it. */
import { relative, resolve } from 'node:path';
import { vi } from 'vitest';
import type { Pattern } from './patterns-in.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** `work` imports its modules itself: those that stand here already would make nothing again. */
export async function madeBy(work: () => Promise<void>): Promise<readonly Pattern[]> {
  const made: Pattern[] = [];
  const plain = globalThis.RegExp;
  vi.resetModules();
  globalThis.RegExp = new Proxy(plain, {
    construct(target, parts: ConstructorParameters<typeof RegExp>) {
      const pattern = new target(...parts);
      const place = callerOf(new Error().stack ?? '');
      if (place !== null) made.push({ place, source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  try {
    await work();
  } finally {
    globalThis.RegExp = plain;
  }
  return made;
}

/** The frame below the proxy's own; null: a package's. */
function callerOf(stack: string): string | null {
  const [, , caller = ''] = stack.split('\n');
  const [, path] = /(?:\(|at )(?:file:\/\/)?(\/.*?):\d+:\d+\)?$/.exec(caller) ?? [];
  const name = path === undefined ? '..' : relative(ROOT, path);
  return name.startsWith('..') || name.startsWith('node_modules') || name.startsWith('test') ? null : name;
}
