import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ArtifactRef } from '../../src/engine/body.ts';
import { artifactId } from '../../src/engine/ids.ts';
import { createReadToolbox, MAX_READ_CHARACTERS } from '../../src/runtime/read-toolbox.ts';
import { never } from '../fakes/model-calls.ts';

const contents = new Map<string, Uint8Array>();

function file(name: string, mediaType: string, content: string | Uint8Array): ArtifactRef {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  contents.set(name, bytes);
  return { id: artifactId(name), name, mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const LONG = `${'ä'.repeat(MAX_READ_CHARACTERS)}🙂 the end`;
const toolbox = createReadToolbox({
  inputs: [
    file('notes.md', 'text/markdown', 'one two three'),
    file('data.json', 'application/json', '{}'),
    file('main.ts', 'application/octet-stream', 'code'),
    file('photo.png', 'image/png', 'x'),
    file('odd.txt', 'text/plain', new Uint8Array([0xff, 0xfe, 0x00])),
  ],
  artifacts: [file('long.md', 'text/markdown', LONG)],
  read: async (ref) => contents.get(ref.name) ?? new Uint8Array(),
});

const run = (name: string, input: unknown) => toolbox.run(name, input, never);
const textOf = async (name: string, input: unknown) => {
  const outcome = await run(name, input);
  return outcome.kind === 'ok' ? outcome.text : `refused: ${outcome.reason}`;
};

test('it only reads', () => {
  expect(toolbox.tools.map(({ name, tier }) => [name, tier])).toEqual([
    ['read_input', 'T1-read'],
    ['read_artifact', 'T1-read'],
  ]);
  for (const tool of toolbox.tools) expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
});

test('a file is read whole, or in a piece', async () => {
  expect(await textOf('read_input', { name: 'notes.md' })).toBe('notes.md, characters 0 to 13 of 13. This is its end.\n\none two three');
  expect(await textOf('read_input', { name: 'notes.md', offset: 4, limit: 3 })).toBe('notes.md, characters 4 to 7 of 13. Read on from offset 7.\n\ntwo');
  expect(await textOf('read_input', { name: 'data.json' })).toContain('{}');
  expect(await textOf('read_input', { name: 'main.ts' })).toContain('code');
});

test('a read has at most 16,000 characters, and the rest can be read on', async () => {
  const first = await textOf('read_artifact', { name: 'long.md' });
  expect(first).toContain(`Read on from offset ${MAX_READ_CHARACTERS}.`);
  expect(first.split('\n\n')[1]).toBe('ä'.repeat(MAX_READ_CHARACTERS));
  expect(await textOf('read_artifact', { name: 'long.md', offset: MAX_READ_CHARACTERS })).toMatch(/🙂 the end$/u);
});

test.each([
  ['a name of the other list', 'read_input', { name: 'long.md' }, /no "long\.md".*"notes\.md"/],
  ['a path', 'read_input', { name: '../../etc/passwd' }, /no "\.\.\/\.\.\/etc\/passwd"/],
  ['a picture', 'read_input', { name: 'photo.png' }, /"photo\.png" is not text \(image\/png\)/],
  ['text that is none', 'read_input', { name: 'odd.txt' }, /"odd\.txt" is not UTF-8/],
  ['past the end', 'read_input', { name: 'notes.md', offset: 99 }, /past its end/],
  ['too much at once', 'read_input', { name: 'notes.md', limit: 16_001 }, /limit/],
  ['an unknown key', 'read_input', { name: 'notes.md', path: '/' }, /path/],
  ['no input', 'read_input', null, /does not fit/],
  ['another tool', 'write_file', { name: 'notes.md' }, /no tool/],
  ['a name that every object has', 'constructor', { name: 'notes.md' }, /no tool/],
])('refused, with a reason: %s', async (_, name, input, reason) => {
  expect(await run(name, input)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
});

test('an abort is not an answer', async () => {
  await expect(toolbox.run('read_input', { name: 'notes.md' }, AbortSignal.abort())).rejects.toThrow();
});
