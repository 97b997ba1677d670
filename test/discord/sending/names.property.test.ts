/** Names that come from people and models: Discord takes them as they are, whatever was typed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachmentNames } from '../../../adapters/discord/sending/attachment-name.ts';
import { threadName } from '../../../adapters/discord/sending/thread-name.ts';

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '',
    '   ',
    '\u200b\u200b',
    '.',
    '..',
    '.env',
    'SPOILER_SPOILER_x.png',
    '../../etc/passwd',
    '<@920000000000000001>',
    '@everyone',
    '👩‍👩‍👧‍👦'.repeat(60),
    'å'.repeat(300),
  ),
);

describe('an attachment', () => {
  test('has a plain name of its own', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (asked) => {
        const names = attachmentNames(asked);
        expect(names).toHaveLength(asked.length);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of names) {
          expect(name).toMatch(/^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)?$/u);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(name).not.toMatch(/^SPOILER_/iu);
        }
      }),
    );
  });

  test('keeps what can be kept', () => {
    expect(attachmentNames(['Plan für Ä.md', 'plan.tar.gz', 'notes'])).toEqual(['Plan_fur_A.md', 'plan_tar.gz', 'notes']);
  });
});

describe('a thread', () => {
  test('has a name of one line that Discord takes', () => {
    fc.assert(
      fc.property(anything, (asked) => {
        const name = threadName(asked, 'A run');
        expect(name.trim()).not.toBe('');
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name).not.toMatch(/[\n\r]/u);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  test('is named after what was asked', () => {
    expect(threadName('Compare  Redis\nand <@920000000000000001> Postgres', 'x')).toBe('Compare Redis and Postgres');
    expect(threadName('\u200b <@!920000000000000001>', 'A run')).toBe('A run');
  });
});
