/** CSV that other programs read, and that no spreadsheet runs. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { costsCsv } from '../../src/cards/costs-csv.ts';
import type { CostReport } from '../../src/ports/costs.ts';

const SUMS = { runs: 2, costUsd: 0.1234567, chargedUsd: 0, inputTokens: 10, outputTokens: 20 };
const reportOf = (...keys: readonly string[]): CostReport => ({ by: 'person', days: 7, rows: keys.map((key) => ({ key, ...SUMS })), total: SUMS });

it('has a line of names, one for each row, and the total', () => {
  expect(costsCsv(reportOf('ann', ''))).toBe(
    'person,runs,cost_usd,charged_usd,input_tokens,output_tokens\r\nann,2,0.123457,0.000000,10,20\r\n,2,0.123457,0.000000,10,20\r\ntotal,2,0.123457,0.000000,10,20\r\n',
  );
});

it.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-2', "'-2"],
  ['@ann', "'@ann"],
  ['  =cmd', "'  =cmd"],
  ['\t=cmd', "'\t=cmd"],
  ['=a,"b"', `"'=a,""b"""`],
  ['a\nb', '"a\nb"'],
  ['ann-lee', 'ann-lee'],
])('writes %j so that it stays text', (key, cell) => {
  expect(costsCsv(reportOf(key)).split('\r\n')[1]).toBe(`${cell},2,0.123457,0.000000,10,20`);
});

it('never begins a cell as a formula, and is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (key) => {
      const [, cell = ''] = /^((?:"(?:[^"]|"")*")|[^,"]*),2,0\.123457/u.exec(costsCsv(reportOf(key)).split('output_tokens\r\n')[1] ?? '') ?? [];
      const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(text).not.toMatch(/^\s*[=+\-@]/u);
      expect([key, `'${key}`]).toContain(text);
    }),
  );
});
