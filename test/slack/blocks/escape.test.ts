import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMrkdwn } from '../../../adapters/slack/blocks/escape.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { liveIn } from '../../fakes/slack/seen/live.ts';
import { anyText, HOSTILE } from './any-card.ts';

const NOTHING = { users: [], groups: [], broadcasts: [], links: [] };

describe('text in mrkdwn', () => {
  it.each(HOSTILE)('%j does nothing, with and without verbatim', (text) => {
    for (const verbatim of [true, false]) {
      expect(liveIn('', [{ type: 'section', text: { type: 'mrkdwn', text: escapeMrkdwn(text), verbatim } }])).toEqual(NOTHING);
    }
    expect(liveIn(escapeMrkdwn(text), [])).toEqual(NOTHING);
  });

  it('has no angle bracket, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/u);
      }),
    );
  });

  it('escapes Slack’s three, and only once', () => {
    expect(escapeMrkdwn('a < b && c > d &lt;')).toBe('a &lt; b &amp;&amp; c &gt; d &amp;lt;');
  });

  it('keeps marks that enclose nothing, and shows look-alikes for those that would', () => {
    expect(escapeMrkdwn('max_tokens * 2, snake_case_name, ~5 min')).toBe('max_tokens * 2, snake_case_name, ~5 min');
    expect(escapeMrkdwn('*.ts and src/*.js')).toBe('∗.ts and src/∗.js');
    expect(escapeMrkdwn('run `rm -rf` now')).toBe('run ˋrm -rfˋ now');
    expect(escapeMrkdwn('> not a quote')).toBe('\u200B&gt; not a quote');
  });
});

describe('plain text', () => {
  it('loses what Slack refuses and what turns the words around it', () => {
    expect(plain('a\u0000b\u0007c\uD800d\r\ne\tf')).toBe('abc\uFFFDd\ne\tf');
    expect(plain('abc\u202Edef\u202C \u2066x\u2069')).toBe('abcdef x');
  });

  it('keeps letters of every script, their joiners and emoji', () => {
    const text = 'میخواهم نمی\u200Cدانم नमस्ते 漢字 👩‍👩‍👧‍👦 e\u0301 \u200F';
    expect(plain(text)).toBe(text);
  });
});
