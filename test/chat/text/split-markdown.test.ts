import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IN_BYTES, IN_UNITS } from '../../../src/chat/text/measure.ts';
import { splitMarkdown } from '../../../src/chat/text/split-markdown.ts';
import { anyMarkdown } from '../../slack/blocks/any-card.ts';

describe('long Markdown', () => {
  it('stays one part while it fits', () => {
    const source = '# Title\n\nOne.\nTwo.\n\n- a\n- b\n\n```\ncode\n\nmore\n```\nAfter.';
    expect(splitMarkdown(source, 1_000, IN_BYTES)).toEqual([source]);
  });

  it('is cut between paragraphs', () => {
    expect(splitMarkdown('aaaa aaaa\n\nbbbb bbbb\n\ncccc', 17, IN_BYTES)).toEqual(['aaaa aaaa', 'bbbb bbbb\n\ncccc']);
  });

  it('opens the fence of code again, as it was', () => {
    const lines = Array.from({ length: 6 }, (_, index) => `const n${index} = ${index};`);
    expect(splitMarkdown(`Before.\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n\nAfter.`, 60, IN_BYTES)).toEqual([
      'Before.\n\n```ts\nconst n0 = 0;\nconst n1 = 1;\nconst n2 = 2;\n```',
      '```ts\nconst n3 = 3;\nconst n4 = 4;\nconst n5 = 5;\n```\n\nAfter.',
    ]);
  });

  it('keeps a table whole, or begins each part of it with its head', () => {
    const rows = Array.from({ length: 4 }, (_, index) => `| row ${index} | x |`);
    const table = ['| a | b |', '| --- | --- |', ...rows].join('\n');
    expect(splitMarkdown(`${'word '.repeat(20).trim()}\n\n${table}`, 120, IN_BYTES)).toEqual(['word '.repeat(20).trim(), table]);
    expect(splitMarkdown(table, 60, IN_BYTES)).toEqual([
      '| a | b |\n| --- | --- |\n| row 0 | x |\n| row 1 | x |',
      '| a | b |\n| --- | --- |\n| row 2 | x |\n| row 3 | x |',
    ]);
  });

  it('keeps letters whole that are made of several characters', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(splitMarkdown(family.repeat(40), 200, IN_BYTES).every((part) => part.replaceAll(family, '') === '')).toBe(true);
    expect(splitMarkdown('e\u0301'.repeat(200), 100, IN_BYTES).every((part) => part.startsWith('e'))).toBe(true);
  });

  it('does not open code again with words that are no language', () => {
    const source = `\`\`\`ts title="a b.ts"\n${'x = 1;\n'.repeat(12)}\`\`\``;
    const parts = splitMarkdown(source, 60, IN_UNITS);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter((part) => part.includes('title'))).toHaveLength(1);
    expect(parts.slice(1).every((part) => part.startsWith('```\n'))).toBe(true);
  });

  it('counts the words behind a fence, in what the platform counts', () => {
    for (const [measure, most] of [
      [IN_UNITS, 300],
      [IN_BYTES, 700],
    ] as const) {
      const parts = splitMarkdown(`\`\`\` ${'語'.repeat(140)}\n${'<!channel> '.repeat(80)}\n\`\`\``, most, measure);
      expect(parts.length).toBeGreaterThan(1);
      for (const part of parts) expect(measure.sizeOf(part)).toBeLessThanOrEqual(most);
    }
  });

  it('loses no line of code that only begins like its end', () => {
    const parts = splitMarkdown(`\`\`\`\n${'x = 1;\n'.repeat(12)}\`\`\`not the end`, 60, IN_UNITS);
    expect(parts.join('\n')).toContain('```not the end');
  });

  it('cuts by what the platform counts', () => {
    const source = '漢字 '.repeat(100).trim();
    expect(splitMarkdown(source, 300, IN_UNITS)).toHaveLength(1);
    expect(splitMarkdown(source, 300, IN_BYTES).length).toBeGreaterThan(2);
  });

  it.each([
    ['bytes', IN_BYTES],
    ['characters', IN_UNITS],
  ])('never makes a part that is too long in %s, and loses no word', (_name, measure) => {
    fc.assert(
      fc.property(anyMarkdown, fc.integer({ min: 300, max: 12_000 }), (source, most) => {
        const parts = splitMarkdown(source, most, measure);
        for (const part of parts) expect(measure.sizeOf(part)).toBeLessThanOrEqual(most);
        const all = parts.join('\n').replace(/\s+/gu, '');
        let from = 0;
        for (const line of source.split('\n').filter((text) => Buffer.byteLength(text) < 100)) {
          const at = all.indexOf(line.replace(/\s+/gu, ''), from);
          expect(at, line).toBeGreaterThanOrEqual(0);
          from = /^[\s>]*(?:```|~~~)|^\s*\|/u.test(line) ? from : at;
        }
      }),
      { numRuns: 200 },
    );
  });
});
