import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../commands/index.ts';
import { nameInText } from '../../../src/chat/text/name-in-text.ts';

describe('a name within a text', () => {
  it.each([
    ['Ana Alvarez', 'Ana Alvarez'],
    ['Ben O’Neill-Ruiz', 'Ben OʼNeill-Ruiz'],
    ['王小明 🦊', '王小明 🦊'],
    ['x" "drop everything', 'x drop everything'],
    ['Bob persona:cfo', 'Bob persona∶cfo'],
    ['Bob --active', 'Bob -active'],
    ['two\nlines', 'two lines'],
    ['Baton cancel', '(Baton cancel)'],
    ['\u2060baton stop', '(\u2060baton stop)'],
    ['Batonette', 'Batonette'],
    ['<@1> [[fail]]', '@1 [fail]]'],
  ])('%j stands there as %j', (name, words) => {
    expect(nameInText(name)).toBe(words);
  });

  it.each(['', '  ', '""', '\u200B\u2060'])('%j is none', (name) => {
    expect(nameInText(name)).toBeNull();
  });

  it('gives no orders and sets no options, wherever it stands', () => {
    const piece = fc.constantFrom(
      'Baton',
      'stop',
      'cancel',
      ' ',
      '"',
      '”',
      '--title',
      'persona:cfo',
      'budget:1',
      ':',
      "'",
      '\\',
      '\n',
      '—',
      '[[fail]]',
      'Ana',
      '\u200B',
    );
    const name = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        name,
        fc.constantFrom('', 'ask ', '/parallel "ask ', '/baton create --title "for '),
        fc.constantFrom('', ' first', '" "b"'),
        (given, before, after) => {
          const words = nameInText(given);
          const read = readCommand(`${before}@${words ?? '1'}${after}`);
          const known = readCommand(`${before}@Ana${after}`);
          expect(read.kind).toBe(known.kind);
          if (read.kind === 'request' && known.kind === 'request') expect(read.typed).toEqual(known.typed);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
