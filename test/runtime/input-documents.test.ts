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
  expect(await inputDocuments(refs, read)).toEqual([
    { kind: 'text', name: 'a.txt', text: 'Grüße' },
    { kind: 'pdf', name: 'b.pdf', base64: 'R3LDvMOfZQ==' },
    { kind: 'image', name: 'c.png', mediaType: 'image/png', base64: 'R3LDvMOfZQ==' },
  ]);
});
