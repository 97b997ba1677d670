import { expect, test } from 'vitest';
import { artifactId } from '../../src/engine/ids.ts';
import { documentKind, inputDocuments } from '../../src/runtime/input-documents.ts';

test.each([
  ['notes.md', 'text/markdown', 'text'],
  ['rows.csv', 'text/csv; charset=utf-8', 'text'],
  ['data.json', 'application/json', 'text'],
  ['feed.xml', 'application/atom+xml', 'text'],
  ['main.ts', 'video/mp2t', 'text'],
  ['main.rs', 'application/octet-stream', 'text'],
  ['Dockerfile', 'application/octet-stream', 'text'],
  ['paper.pdf', 'application/pdf', 'pdf'],
  ['photo.JPG', 'image/jpeg', 'image/jpeg'],
  ['anim.gif', 'image/gif', 'image/gif'],
  ['drawing.svg', 'image/svg+xml', null],
  ['slides.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', null],
  ['archive.zip', 'application/zip', null],
  ['movie.mp4', 'video/mp4', null],
])('%s (%s) is %s', (name, type, kind) => {
  expect(documentKind(name, type)).toBe(kind);
});

test('text goes inline, PDF and images as base64', async () => {
  const bytes = new TextEncoder().encode('Grüße');
  const ref = (name: string, mediaType: string) => ({ id: artifactId(name), name, mediaType, bytes: bytes.length, sha256: '' });
  const read = { content: async () => bytes };
  const refs = [ref('a.txt', 'text/plain'), ref('b.pdf', 'application/pdf'), ref('c.png', 'image/png')];
  expect(await inputDocuments({ files: refs, how: 'whole' }, read)).toEqual([
    { kind: 'text', name: 'a.txt', text: 'Grüße' },
    { kind: 'pdf', name: 'b.pdf', base64: 'R3LDvMOfZQ==' },
    { kind: 'image', name: 'c.png', mediaType: 'image/png', base64: 'R3LDvMOfZQ==' },
  ]);
});

test('at a glance: names, sizes and openings, never half a character', async () => {
  const content = new TextEncoder().encode('ä'.repeat(1_000).padStart(1_001, 'x'));
  const ref = (name: string, mediaType: string) => ({ id: artifactId(name), name, mediaType, bytes: content.length, sha256: '' });
  const files = [ref('a.txt', 'text/plain'), ref('b.pdf', 'application/pdf')];
  const [overview, ...others] = await inputDocuments({ files, how: 'glance' }, { content: async () => content });
  expect(others).toEqual([]);
  expect(overview).toMatchObject({ kind: 'text', name: 'overview of the files' });
  const text = overview?.kind === 'text' ? overview.text : '';
  expect(text).toContain('2 files');
  expect(text).toMatch(/## a\.txt \(text\/plain, 2001 bytes\)\nxä+…\n/u);
  expect(text).toMatch(/## b\.pdf \(application\/pdf, 2001 bytes\)\n$/u);
  expect(text).not.toContain('\uFFFD');
});
