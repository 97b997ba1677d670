import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, duration, money, ordinal, sentenceList, size, tokens } from '../../src/cards/figures.ts';

describe('money', () => {
  it.each([
    [0, '$0'],
    [0.0004, '<$0.01'],
    [0.0049, '<$0.01'],
    [0.005, '$0.01'],
    [0.42, '$0.42'],
    [2, '$2.00'],
    [1250, '$1,250.00'],
  ])('%d is %s', (usd, text) => {
    expect(money(usd)).toBe(text);
  });

  it('never shows something as nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 10_000, noNaN: true }), (usd) => {
        expect(money(usd)).not.toMatch(/^\$0(?:\.00)?$/u);
      }),
    );
  });
});

describe('durations', () => {
  it.each([
    [0, 'under 1 s'],
    [999, 'under 1 s'],
    [45_000, '45 s'],
    [59_999, '59 s'],
    [60_000, '1 m 00 s'],
    [192_000, '3 m 12 s'],
    [7_500_000, '2 h 05 m'],
    [273_600_000, '3 d 4 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('counts and sizes', () => {
  it('agree in number', () => {
    expect([count(1, 'result'), count(2, 'result'), count(10_000, 'character')]).toEqual(['1 result', '2 results', '10,000 characters']);
    expect([tokens(1), tokens(850), tokens(12_300)]).toEqual(['1 token', '850 tokens', '12.3k tokens']);
    expect([size(1), size(5_200), size(3 * 1024 * 1024)]).toEqual(['1 byte', '5.1 KB', '3.0 MB']);
    expect([ordinal(3), ordinal(12)]).toEqual(['third', 'no. 12']);
    expect([sentenceList([]), sentenceList(['a']), sentenceList(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  });
});
