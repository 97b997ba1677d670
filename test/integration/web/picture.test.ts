/** The plan's picture: the same as SVG and PNG, with its states, and with a font that is not the machine's. */
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenFanOut } from '../../../src/patterns/index.ts';
import { BOX, layOut } from '../../../src/pictures/plan-layout.ts';
import { planPng } from '../../../src/pictures/plan-png.ts';
import { fitLines, textWidth } from '../../../src/pictures/text-width.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh();
});
afterAll(() => served.close());

/** Size and pixels of an 8-bit RGBA PNG, filters undone. */
function decode(png: Uint8Array): { width: number; height: number; colours: number } {
  const buffer = Buffer.from(png);
  expect(buffer.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)];
  const data: Buffer[] = [];
  for (let at = 8; at < buffer.length; at += 12 + buffer.readUInt32BE(at)) {
    if (buffer.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(buffer.subarray(at + 8, at + 8 + buffer.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data));
  expect(raw.length).toBe(height * (1 + width * 4));
  return { width, height, colours: new Set(raw).size };
}

test('SVG and PNG show every workstream with its state, and change with it', async () => {
  const { id, decision } = await planned(served, '/orchestrate Compare <three> ways AND write a plan THEN review & judge');
  const before = await served.get(`/api/workflows/${id}/picture.svg`);
  expect(before.headers.get('content-type')).toContain('image/svg+xml');
  expect(before.headers.get('content-security-policy')).toContain('sandbox');
  const svg = await before.text();
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/u);
  expect(svg.match(/<title>\[\d\][^<]*: pending<\/title>/gu)).toHaveLength(3);
  expect(svg.match(/<path/gu)?.length).toBe(4);
  expect(svg).toContain('&lt;three&gt;');
  const tag = before.headers.get('etag') ?? '';
  expect((await served.get(`/api/workflows/${id}/picture.svg`, { 'if-none-match': tag })).status).toBe(304);

  await served.post(`/api/decisions/${decision}`, { option: 'approve' });
  await served.reached(id, ({ status }) => status === 'completed');
  const after = await served.get(`/api/workflows/${id}/picture.svg`, { 'if-none-match': tag });
  expect((await after.text()).match(/: done<\/title>/gu)).toHaveLength(3);
  const dark = await (await served.get(`/api/workflows/${id}/picture.svg?theme=dark`)).text();
  expect(dark).not.toBe(svg);

  const png = await served.get(`/api/workflows/${id}/picture.png`);
  expect(png.headers.get('content-type')).toBe('image/png');
  const size = /width="(\d+)" height="(\d+)"/u.exec(svg);
  const { width, height, colours } = decode(await png.bytes());
  expect([width, height]).toEqual([Number(size?.[1]) * 2, Number(size?.[2]) * 2]);
  expect(colours).toBeGreaterThan(50);
});

test('letters are drawn, with the font from the package', async () => {
  const picture = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="DejaVu Sans"><rect width="200" height="40" fill="#fff"/><text x="5" y="25" font-size="16">${text}</text></svg>`;
  const [empty, latin, greek] = await Promise.all([planPng(picture('')), planPng(picture('Baton')), planPng(picture('Ωμέγα Жук'))]);
  expect(Buffer.compare(Buffer.from(empty), Buffer.from(latin))).not.toBe(0);
  expect(Buffer.compare(Buffer.from(latin), Buffer.from(greek))).not.toBe(0);
});

test('before there is a plan the picture says so', async () => {
  const reply = await served.post('/api/commands', { text: 'What is a ledger?' });
  const { workflow } = (await reply.json()) as { workflow: string };
  expect(await (await served.get(`/api/workflows/${workflow}/picture.svg`)).text()).toContain('There is no plan yet.');
});

test.each([1, 2, 3, 5, 7])('%i workstreams at once stand in plan order without touching', (count) => {
  const plan = givenFanOut(Array.from({ length: count }, (_, index) => ({ agent: 'explore', text: `Part ${index + 1}` })));
  const { boxes, width, height } = layOut(plan);
  expect(boxes.map(({ id }) => id)).toEqual(plan.workstreams.map(({ id }) => id));
  for (const [index, box] of boxes.entries()) {
    expect([box.x - BOX.width / 2 >= 0, box.x + BOX.width / 2 <= width, box.y - BOX.height / 2 >= 0, box.y + BOX.height / 2 <= height]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    for (const other of boxes.slice(index + 1)) expect(Math.abs(box.x - other.x) >= BOX.width || Math.abs(box.y - other.y) >= BOX.height).toBe(true);
  }
});

test.each([
  'Compare three ways to store audit logs and more',
  'Supercalifragilisticexpialidociousandmuchlongerthanabox',
  '审计日志的三种存储方式的比较以及更多的内容',
  '🙂'.repeat(40),
  '',
])('%s fits its box in two lines', (text) => {
  const lines = fitLines(text, 13, 166, 2);
  expect(lines.length).toBeLessThanOrEqual(2);
  for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(166);
  expect(text.startsWith((lines[0] ?? '').replace('…', ''))).toBe(true);
});
