import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comesBackAs } from '../../../adapters/slack/modals/comes-back-as.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { filledWith } from '../../../src/forms/filled.ts';
import { inOneLine } from '../../../src/forms/in-one-line.ts';

function unlessUntouched(text: string, stood: string): string | null {
  return filledWith(new Map([['field', { kind: 'text', text }]]), comesBackAs).typed('field', stood);
}

describe('a field that nobody touched', () => {
  it.each([
    ['Ship it 🎉 today', 'Ship it :tada: today'],
    ['👋🏽 & <b>', ':wave::skin-tone-4: &amp; &lt;b&gt;'],
    ['Flags 🇩🇪🇫🇷.', 'Flags :de::flag-fr:.'],
    ['👩‍💻 writes', ':female-technologist: writes'],
    ['a & b < c', 'a & b < c'],
    ['  Spaces around  ', 'Spaces around'],
    ['A (b) [c] {d} ^$ .*+?| \\ / - e', 'A (b) [c] {d} ^$ .*+?| \\ / - e'],
    ['bell\u0007 and \u202Eturned', 'bell and turned'],
  ])('%j comes back as %j', (stood, text) => {
    expect(unlessUntouched(text, stood)).toBeNull();
  });

  it.each([
    ['At 10:30:45', 'At 10:45:45'],
    ['Ship it 🎉 today', 'Ship it :tada: tomorrow'],
    ['Ship it 🎉', 'Ship it'],
    ['a.c', 'abc'],
    ['one\ntwo', 'one two'],
    ['1 and 2', '1 and 3'],
  ])('%j is not %j', (stood, text) => {
    expect(unlessUntouched(text, stood)).toBe(text);
  });

  it('is known as such whatever stands in it, and an empty one says nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 })), (stood) => {
        expect(unlessUntouched(plain(stood).trim(), stood)).toBeNull();
        expect(unlessUntouched(`${plain(stood).trim()}x`, stood)).toBe(`${plain(stood).trim()}x`);
      }),
      { numRuns: 2_000 },
    );
    expect(unlessUntouched(' ', 'anything')).toBeNull();
  });

  it('is looked at quickly, however long and odd it is', () => {
    const stood = '🎉:a:<&'.repeat(600);
    const started = performance.now();
    expect(unlessUntouched(`${stood.replaceAll('🎉', ':tada:')}!`, stood)).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each([
    ['🎉:a:', ':tada::a:'],
    ['🎉:a:🎉', ':a::a::a::a:'],
  ])('is known where its text %j looks like a code', (stood, text) => {
    expect(unlessUntouched(text, stood)).toBeNull();
    expect(unlessUntouched(`${text}:a`, stood)).toBe(`${text}:a`);
  });

  it('is looked at quickly where any part of it could be any code', () => {
    const started = performance.now();
    expect(unlessUntouched(`${':a:'.repeat(1_000)}!`, '🎉:a:'.repeat(600))).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('a text in one line has one space where its lines met', () => {
  expect(inOneLine('one \n\t two\r\nthree  four')).toBe('one two three  four');
});
