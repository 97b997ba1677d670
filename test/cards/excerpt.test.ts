import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerBlocks } from '../../src/cards/answer-text.ts';
import { excerpt, opening } from '../../src/cards/excerpt.ts';
import { artifact } from '../fixtures/workflow.ts';

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/u), { minLength: 1, maxLength: 60 });
const paragraphs = fc.array(
  words.map((found) => found.join(' ')),
  { minLength: 1, maxLength: 30 },
);

describe('an excerpt', () => {
  it('is the whole text when it fits', () => {
    expect(excerpt('One.\n\nTwo.', 100)).toEqual({ text: 'One.\n\nTwo.', whole: true });
  });

  it('keeps whole paragraphs, and says that something is missing', () => {
    expect(excerpt('First paragraph.\n\nSecond paragraph.\n\nThird.', 40)).toEqual({ text: 'First paragraph.\n\nSecond paragraph.', whole: false });
  });

  it('closes a fenced block that would stay open', () => {
    expect(excerpt('```sql\nselect 1;\n\nselect 2;\n```', 20).text).toBe('```sql\nselect 1;\n```');
  });

  it('never ends inside a word, whatever the text', () => {
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 30, max: 400 }), (found, limit) => {
        const source = found.join('\n\n');
        const shown = excerpt(source, limit);
        expect(shown.whole).toBe(shown.text === source);
        const known = new Set(source.split(/\s+/u));
        for (const word of shown.text.replace(/…$/u, '').split(/\s+/u)) expect(known).toContain(word);
        expect(shown.text.length).toBeLessThanOrEqual(Math.max(limit, source.length <= limit ? limit : 0));
      }),
    );
  });
});

describe('an opening line', () => {
  it('folds white space and ends at a word', () => {
    expect(opening('a  b\n\nc', 10)).toEqual({ text: 'a b c', whole: true });
    expect(opening('compare three ways', 14)).toEqual({ text: 'compare three…', whole: false });
  });

  it('does not split a character in two where there are no spaces', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[😀漢]{20,60}$/u), (text) => {
        expect(opening(text, 15).text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('an answer on a card', () => {
  it('is shown whole where it has no file', () => {
    expect(answerBlocks({ kind: 'inline', text: 'x '.repeat(4_000) })).toEqual([{ kind: 'markdown', source: 'x '.repeat(4_000).trim() }]);
  });

  it('is shown as its beginning where it has one, and names it', () => {
    const stored = `${'A sentence of the answer. '.repeat(20)}\n\n`.repeat(20);
    const blocks = answerBlocks({ kind: 'stored', artifact: artifact('answer.md', 90_000), opening: stored.slice(0, 7_990) });
    expect(blocks[0]).toMatchObject({ kind: 'markdown', source: expect.stringMatching(/answer\.$/u) });
    expect(blocks[0]).toMatchObject({ source: expect.not.stringMatching(/^[\s\S]{3001}/u) });
    expect(blocks[1]).toMatchObject({ kind: 'context', line: [{ text: 'This is the beginning. The whole answer is in answer.md, below.' }] });
  });
});
