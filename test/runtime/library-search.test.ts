import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Searchable, searchLibrary } from '../../src/runtime/library-search.ts';

const item = (name: string, more: Partial<Searchable> = {}): Searchable => ({ name, domain: null, description: '', capabilities: [], text: '', ...more });
const ITEMS = [
  item('aws-solution-architect', { domain: 'engineering', description: 'Designs on AWS.', capabilities: ['architecture', 'review'] }),
  item('code-review', { domain: 'engineering', capabilities: ['review'] }),
  item('copywriting', { domain: 'marketing', text: 'Ask for a review at the end.' }),
  item('deploy', { domain: 'engineering', capabilities: ['code-deploy'] }),
];
const names = (words: string) => searchLibrary(ITEMS, words).found.map(({ name }) => name);

describe('a search', () => {
  test('without words is everything, in its order', () => {
    expect(searchLibrary(ITEMS, '  ')).toEqual({ found: ITEMS, every: true, named: null });
  });

  test('puts a name before a capability before a text', () => {
    expect(names('review')).toEqual(['code-review', 'aws-solution-architect', 'copywriting']);
  });

  test('narrows with each word', () => {
    expect(names('review engineering')).toEqual(['code-review', 'aws-solution-architect']);
    expect(names('Review, AWS!')).toEqual(['aws-solution-architect']);
  });

  test('says when nothing has all the words, and shows what has most of them', () => {
    expect(searchLibrary(ITEMS, 'review engineering zebra')).toMatchObject({ every: false, named: null });
    expect(names('review engineering zebra').slice(0, 2)).toEqual(['code-review', 'aws-solution-architect']);
    expect(names('zebra')).toEqual([]);
  });

  test.each(['code-review', 'Code Review', 'code_review'])('%s names one', (typed) => {
    expect(searchLibrary(ITEMS, typed).named?.name).toBe('code-review');
  });

  test('finds everything by its own name, and another word never finds more', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/u);
    const items = fc.uniqueArray(fc.record({ name: word, domain: fc.option(word), description: word, capabilities: fc.array(word), text: word }), {
      selector: ({ name }) => name,
    });
    fc.assert(
      fc.property(items, word, word, (all, one, other) => {
        for (const each of all) expect(searchLibrary(all, each.name).named).toBe(each);
        const narrow = searchLibrary(all, `${one} ${other}`);
        if (narrow.every) for (const found of narrow.found) expect(searchLibrary(all, one).found).toContain(found);
      }),
    );
  });
});
