/** Markdown by models and people as Discord shows it: readable, and dead. */
import { describe, expect, it } from 'vitest';
import { inertMarkdown } from '../../../adapters/discord/components/inert-markdown.ts';
import { markdownTexts } from '../../../adapters/discord/components/markdown-texts.ts';
import { ZERO_WIDTH } from '../../../src/cards/clean-text.ts';

/** A zero-width space is shown as `·`. */
const inert = (source: string) => inertMarkdown(source).replaceAll(ZERO_WIDTH, '·');

describe('Markdown in Discord', () => {
  it('keeps headings, lists, quotes, emphasis and code', () => {
    const source = '# One\n\n- **a** and *b*\n  1. ~~c~~ `code`\n\n> quoted\n\n```ts\nconst a = 1;\n```';
    expect(inert(source)).toBe(source);
  });

  it('has three levels of headings', () => {
    expect(inert('#### Four\n###### Six\n#hash')).toBe('### Four\n### Six\n#hash');
  });

  it('draws a table as code, with its columns below each other', () => {
    expect(inert('Before\n\n| Name | Cost |\n|:--|---:|\n| Postgres | $1 |\n| Object storage | $0.02 |\n\nAfter')).toBe(
      'Before\n\n```\nName           | Cost\n---------------|------\nPostgres       | $1\nObject storage | $0.02\n```\n\nAfter',
    );
  });

  it('leaves a table as it was typed that no window is wide enough for, and text between strokes', () => {
    const wide = `| a | b |\n|---|---|\n| ${'x'.repeat(100)} | y |`;
    expect(inert(wide)).toBe(`\`\`\`\n${wide}\n\`\`\``);
    expect(inert('| just a remark |')).toBe('| just a remark |');
  });

  it('writes every fence as Discord knows it', () => {
    expect(inert('~~~\na\n~~~')).toBe('```\na\n```');
    expect(inert('````md\n```ts\nb\n```\n````')).toBe('```md\n`·`·`ts\nb\n`·`·`\n```');
    expect(inert('- item\n  ```sh\n  ls\n  ```')).toBe('- item\n```sh\nls\n```');
    expect(inert('> ```\n> q\n> ```')).toBe('```\nq\n```');
    expect(inert('```ts title="x"\nc\n```')).toBe('```\nts title="x"\nc\n```');
    expect(inert('```\nnever closed')).toBe('```\nnever closed\n```');
    expect(inert('```\n```')).toBe('');
  });

  it('calls nobody, and leads nowhere', () => {
    expect(inert('@everyone @here <@1> <@&2> <#3> </plan:4> <t:5:R> <:x:6>')).toBe('@·everyone @·here <·@1> <·@&2> <·#3> <·/plan:4> <·t:5:R> <·:x:6>');
    expect(inert('<+49123456> <1a@b.c> <ä@b.c> 3 <5 <- no @ address')).toBe('<·+49123456> <·1a@b.c> <·ä@b.c> 3 <5 <- no @ address');
    expect(inert('```\n@everyone <@1> <div>\n```')).toBe('```\n@·everyone <·@1> <div>\n```');
    expect(inert('[the bank](https://evil.example "t") ![p](https://evil.example/p)')).toBe('the bank (https:·//evil.example "t") p (https:·//evil.example/p)');
    expect(inert('[`x`](https://evil.example) discord.gg/abc')).toBe('[`x`]·(https:·//evil.example) discord·.gg/abc');
    expect(inert('`https://kept.example/in-code`')).toBe('`https://kept.example/in-code`');
  });

  it('hides nothing', () => {
    expect(inert('||secret|| a || b')).toBe('|·|secret|·| a |·| b');
    expect(inert('>>> all of it')).toBe('> all of it');
  });

  it('takes odd backticks for text', () => {
    expect(inert('a ` b')).toBe('a ˋ b');
    expect(inert('a \\` b')).toBe('a ˋ b');
    expect(inert('a \\\\` b')).toBe('a \\\\ˋ b');
    expect(inert('``x`` @here')).toBe('ˋˋxˋˋ @·here');
  });
});

describe('long Markdown', () => {
  it('is cut between paragraphs, and code is closed and opened again with its language', () => {
    const code = Array.from({ length: 200 }, (_, index) => `const line${index} = ${index}; // ${'x'.repeat(20)}`);
    const texts = markdownTexts(`Intro.\n\n\`\`\`ts\n${code.join('\n')}\n\`\`\`\n\nOutro.`);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) {
      expect(text.length).toBeLessThanOrEqual(3_500);
      expect(text.match(/```/gu)?.length).toBe(2);
      expect(text).toMatch(/```ts\n/u);
    }
    expect(texts.join('\n').match(/const line\d+/gu)).toHaveLength(200);
    expect(texts[0]?.startsWith('Intro.\n\n```ts\n')).toBe(true);
    expect(texts.at(-1)?.endsWith('\n```\n\nOutro.')).toBe(true);
  });

  it('repeats the head of a table', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `| row ${index} | ${'y'.repeat(20)} |`);
    const texts = markdownTexts(['| a | b |', '|---|---|', ...rows].join('\n'));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text).toMatch(/^```\na +\| b\n/u);
  });

  it('cuts a word of any length, at whole characters', () => {
    const texts = markdownTexts('👩‍👩‍👧‍👦'.repeat(1_000));
    expect(texts.join('')).toBe('👩‍👩‍👧‍👦'.repeat(1_000));
    for (const text of texts) expect(text).toMatch(/^👩.*👦$/su);
  });
});
