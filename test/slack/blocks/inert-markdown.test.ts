/** Markdown blocks have no switch against links and mentions: read by a real Markdown parser, nothing in them is alive. */
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { inertMarkdown } from '../../../adapters/slack/blocks/inert-markdown.ts';
import { markdownParts } from '../../../adapters/slack/blocks/markdown-parts.ts';
import { anyMarkdown, HOSTILE } from './any-card.ts';

/** As lenient as a reader of Markdown can be: HTML, and links out of bare addresses. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
reader.validateLink = () => true;

/** What would be alive. In code, addresses are not. */
function alive(markdown: string): readonly string[] {
  const found: string[] = [];
  for (const token of reader.parse(markdown, {}).flatMap((block) => [block, ...(block.children ?? [])])) {
    if (['link_open', 'image', 'html_inline', 'html_block'].includes(token.type)) found.push(`${token.type} ${token.content}${token.attrGet('href') ?? ''}`);
    if (['text', 'code_inline', 'fence', 'code_block'].includes(token.type)) found.push(...(token.content.match(CALLS) ?? []));
    if (token.type === 'text') found.push(...(token.content.match(BY_ITSELF) ?? []));
  }
  return found;
}

/** Slack's own tokens, wherever they stand, also where entities were read twice. */
const CALLS = /(?:<|&lt;)(?:@[UW]|#C|!(?:here|channel|everyone|subteam|date)|https?:|mailto:)/giu;
const BY_ITSELF =
  /https?:\/\/|(?<![a-z0-9])www\.\w|(?<![a-z0-9.])@(?:here|channel|everyone)(?![a-z0-9])|\w@\w+\.\w|(?<![A-Za-z0-9&/])#general|evil\.com(?![a-z0-9])/giu;

describe('Markdown by models and people', () => {
  it.each(HOSTILE)('%j does nothing', (text) => {
    expect(alive(inertMarkdown(text))).toEqual([]);
    expect(alive(inertMarkdown(`Some words, ${text} and more.\n\n- ${text}\n\n> ${text}\n\n| a |\n|---|\n| ${text} |`))).toEqual([]);
  });

  it('does nothing in any order and mixture', () => {
    const marks = fc.constantFrom(
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      '\n\n',
      '> ',
      '    ',
      '- ',
      '\\',
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '|',
      ' ',
      '*',
      '_',
      '&lt;',
      '<!--',
      '-->',
      '<div>\n',
    );
    const texts = fc.constantFrom(
      'https://evil.example',
      '@here',
      '<@U0MALLORY>',
      '<!channel>',
      '[x](https://evil.example)',
      'www.evil.example',
      'word',
      ...HOSTILE,
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(marks, texts), { maxLength: 14 }), (parts) => {
        expect(alive(inertMarkdown(parts.join('')))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does nothing in whole answers either, wherever they are cut', () => {
    fc.assert(
      fc.property(anyMarkdown, (source) => {
        expect(markdownParts(source).flatMap(alive)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('stays dead when a cut falls into code', () => {
    const code = `\`${'word '.repeat(1_700)}https://evil.example ${'word '.repeat(1_700)}\``;
    const parts = markdownParts(code);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(alive)).toEqual([]);
  });

  it('shows where a link leads, once', () => {
    expect(seen('See [the *report*](https://example.com/a_(b) "Q3") and [https://a.example](https://a.example).')).toBe(
      'See the *report* (https://example.com/a_(b) "Q3") and https://a.example.',
    );
    expect(seen('![A chart](https://example.com/c.png)')).toBe('A chart (https://example.com/c.png)');
  });

  it('leaves the rest as it was: headings, lists, tables, emphasis, names of files, prices, code that people copy', () => {
    const source = [
      '# Recommendation',
      'Keep **audit logs** in `migration-plan.md` or README.md, 1 < 2 && a > b, 50% of $2.00, at 10:30, #142, e.g. *now*.',
      '- [ ] Revoke `UPDATE` from `app_role` with `curl https://api.example.com/v1?x=<id>`',
      '| Option | Cost |\n| --- | ---: |\n| Postgres | $1 |',
      '```sh\ncurl -s https://api.example.com/v1 | grep "<b>" # <!DOCTYPE html>\necho "a@b.example" @here\n```',
      '1. One\n2. Two\n   - nested\n> quoted',
    ].join('\n\n');
    expect(inertMarkdown(source)).toBe(source);
  });

  it('says the same when it is said twice', () => {
    fc.assert(
      fc.property(fc.oneof(anyMarkdown, fc.constantFrom(...HOSTILE)), (source) => {
        const once = inertMarkdown(source);
        expect(inertMarkdown(once)).toBe(once);
      }),
      { numRuns: 100 },
    );
  });

  it('takes no time for texts that are made to take long', () => {
    for (const mark of ['[', '](', '`', '``` `', '<', '&', '![', '[x](', '*', '(', 'a@', ':/', '[a[b]', '~~~\n', '|', '\n> ']) {
      const begun = performance.now();
      inertMarkdown(mark.repeat(20_000));
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });
});

function seen(source: string): string {
  return inertMarkdown(source).replaceAll('\u200B', '');
}
