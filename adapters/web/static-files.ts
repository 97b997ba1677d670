/** The few files that a page loads, all from our own origin: read once at start, served with a tag. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import type { WebEnv } from './env.ts';

const require = createRequire(import.meta.url);
const own = (name: string): string => fileURLToPath(new URL(`./static/${name}`, import.meta.url));

/** One style sheet for the browser, one idea per file for us; later ones may override earlier ones. */
const STYLES = [
  'base',
  'top-bar',
  'pills',
  'controls',
  'composer',
  'options',
  'channel',
  'thread',
  'steps',
  'actions',
  'files',
  'markdown',
  'run-panel',
  'notices',
  'single-pages',
  'narrow',
];

const NEW_LINE = Buffer.from('\n');

const FILES = [
  { path: '/static/baton.css', files: STYLES.map((name) => own(`../styles/${name}.css`)), type: 'text/css; charset=utf-8' },
  { path: '/static/baton.js', files: [own('baton.js')], type: 'text/javascript; charset=utf-8' },
  { path: '/static/icon.svg', files: [own('icon.svg')], type: 'image/svg+xml' },
  // In one file: htmx starts in a timer after its own script, and an extension in a second one can come too late.
  {
    path: '/static/htmx.js',
    files: [require.resolve('htmx.org/dist/htmx.min.js'), require.resolve('htmx.org/dist/ext/hx-sse.min.js')],
    type: 'text/javascript; charset=utf-8',
  },
] as const;

export function staticFiles(app: Hono<WebEnv>): void {
  for (const { path, files, type } of FILES) {
    const content = new Uint8Array(Buffer.concat(files.flatMap((file) => [readFileSync(file), NEW_LINE])));
    const headers = { 'content-type': type, etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`, 'cache-control': 'no-cache' };
    app.get(path, (c) => (c.req.header('if-none-match') === headers.etag ? c.body(null, 304, headers) : c.body(content, 200, headers)));
  }
}
