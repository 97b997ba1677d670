/** Files in and out: only what an agent can read comes in, and nothing that goes out comes alive in a browser. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { artifactId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { MAX_FILES } from '../../../src/files/limits.ts';
import { type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh();
});
afterAll(() => served.close());

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from([...text].map((character) => character.charCodeAt(0)));
const PNG = bytes('\x89PNG\r\n\x1a\n and the rest');

async function send(...files: readonly (readonly [string, Uint8Array<ArrayBuffer> | string])[]) {
  const form = new FormData();
  for (const [name, content] of files) form.append('file', new Blob([content]), name);
  const response = await fetch(`${served.base}/api/files`, { method: 'POST', body: form });
  return {
    status: response.status,
    body: (await response.json()) as { files?: { id: string; name: string; mediaType: string; bytes: number }[]; error?: { code: string; message: string } },
  };
}

test('files are taken, named and handed out whole; a command takes them as input', async () => {
  const { status, body } = await send(
    ['notes.md', '# Notes\n'],
    ['list.csv', 'a,b\n1,2\n'],
    ['shot.png', PNG],
    ['main.rs', 'fn main() {}'],
    ['Ünï "quoted".txt', 'x'],
  );
  expect(status).toBe(201);
  expect(body.files?.map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ['notes.md', 'text/markdown'],
    ['list.csv', 'text/csv'],
    ['shot.png', 'image/png'],
    ['main.rs', 'text/plain'],
    [expect.stringContaining('Ünï'), 'text/plain'],
  ]);
  const last = await served.get(`/api/artifacts/${body.files?.[4]?.id}`);
  expect(last.headers.get('content-disposition')).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''%C3%9Cn%C3%AF/u);
  const reply = await served.post('/api/commands', {
    text: '/orchestrate Read the notes AND the list THEN compare',
    attachments: body.files?.slice(0, 3).map(({ id }) => id),
  });
  const { workflow } = (await reply.json()) as { workflow: string };
  const shown = (await (await served.get(`/api/workflows/${workflow}`)).json()) as { inputs: { name: string }[] };
  expect(shown.inputs.map(({ name }) => name)).toEqual(['notes.md', 'list.csv', 'shot.png']);
});

test.each([
  ['tool.exe', 'MZ', 'is of a kind that Baton does not take; it takes text, '],
  ['archive.zip', 'PK\x03\x04', 'is of a kind that Baton does not take'],
  ['page.docx', 'PK', 'is of a kind that Baton does not take'],
  ['noending', 'text', 'is of a kind that Baton does not take'],
  ['picture.png', 'not a picture', 'is not a PNG file inside.'],
  ['paper.pdf', '<html>', 'is not a PDF file inside.'],
  ['notes.txt', bytes('\xff\xfe\x00 binary'), 'is not UTF-8 text inside.'],
  ['empty.md', '', 'is empty.'],
])('%s is refused by name, and why', async (name, content, why) => {
  const { status, body } = await send(['good.md', 'fine'], [name, content]);
  expect(status).toBe(415);
  expect(body.error).toMatchObject({ code: 'file-not-taken', message: expect.stringContaining(`${name} ${why}`) });
});

test('a file over its limit, too many files and no file are refused', async () => {
  const large = await send(['large.txt', 'x'.repeat(10 * 1024 * 1024 + 1)]);
  expect([large.status, large.body.error?.message]).toEqual([413, expect.stringContaining('large.txt')]);
  expect((await send(...Array.from({ length: MAX_FILES + 1 }, (_, index) => [`${index}.txt`, 'x'] as const))).status).toBe(400);
  expect((await send()).status).toBe(400);
  const notAForm = await fetch(`${served.base}/api/files`, { method: 'POST', body: 'junk', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
  expect(notAForm.status).toBe(400);
});

test('a name that is a path or holds control characters loses both', async () => {
  const { body } = await send(['../../etc/passwd.txt', 'x'], ['a\u202egnp.txt', 'x']);
  expect(body.files?.map(({ name }) => name)).toEqual(['passwd.txt', 'agnp.txt']);
});

async function stored(name: string, mediaType: string, content: string): Promise<string> {
  const id = artifactId(crypto.randomUUID());
  await served.baton.database.artifacts.store(LOCAL_TENANT, {
    ref: { id, name, mediaType, bytes: content.length, sha256: '0'.repeat(64) },
    content: bytes(content),
  });
  return id;
}

test.each([
  ['page.html', 'text/html'],
  ['drawing.svg', 'image/svg+xml'],
  ['app.xhtml', 'application/xhtml+xml'],
])('%s is downloaded and never rendered', async (name, mediaType) => {
  const id = await stored(name, mediaType, '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>');
  const file = await served.get(`/api/artifacts/${id}`);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment/u);
  expect(file.headers.get('content-security-policy')).toContain('sandbox');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await served.get(`/artifacts/${id}/picture`)).status).toBe(404);
  expect(await (await served.get(`/artifacts/${id}`)).text()).not.toContain('<svg xmlns="http://www.w3.org/2000/svg" onload');
});

test('Markdown is rendered without its HTML, its scripts and its outside pictures', async () => {
  const source = [
    '# Title',
    '<script>alert(1)</script> <b onclick=x>bold</b>',
    '[good](https://example.org/a) [mail](mailto:a@example.org) [bad](javascript:alert(1)) [data](data:text/html,x) [own](/api/workflows)',
    '![alt text](https://tracker.example/pixel.png)',
    '| a | b |\n|---|---|\n| 1 | 2 |',
  ].join('\n\n');
  const page = await (await served.get(`/artifacts/${await stored('answer.md', 'text/markdown', source)}`)).text();
  expect(page).toContain('<h1>Title</h1>');
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toMatch(/<script>|<b onclick|href="javascript|href="data|<img[^>]+tracker/u);
  expect(page).toMatch(/<a href="https:\/\/example\.org\/a" rel="[^"]*noopener[^"]*nofollow[^"]*"/u);
  expect(page).toContain('href="mailto:a@example.org"');
  expect(page).toContain('<table>');
});

test('text is shown as text, and a picture as a picture', async () => {
  const text = await stored('log.txt', 'text/plain', '<b>not bold</b>');
  expect(await (await served.get(`/artifacts/${text}`)).text()).toContain('&lt;b&gt;not bold');
  const { body } = await send(['shot.png', PNG]);
  const id = body.files?.[0]?.id;
  expect(await (await served.get(`/artifacts/${id}`)).text()).toContain(`/artifacts/${id}/picture`);
  const picture = await served.get(`/artifacts/${id}/picture`);
  expect([picture.headers.get('content-type'), picture.headers.get('content-disposition')?.split(';')[0]]).toEqual(['image/png', 'inline']);
});

test('a composer form with a file starts a thread with it', async () => {
  const form = new FormData();
  form.append('text', '/orchestrate Read it AND weigh it THEN sum it up');
  form.append('files', new Blob(['# Input']), 'input.md');
  const response = await fetch(`${served.base}/c/general/commands`, {
    method: 'POST',
    body: form,
    headers: { origin: served.base, 'hx-request': 'true' },
    redirect: 'manual',
  });
  expect(response.status).toBe(204);
  const page = await served.get(response.headers.get('hx-redirect') ?? '');
  expect(await page.text()).toContain('input.md');
});
