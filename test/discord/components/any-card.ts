/** Cards of every shape, with texts that want to do harm, for properties of what is made of them. */
import fc from 'fast-check';
import { type GroupId, groupId, inputId, type PersonId, personId } from '../../../src/engine/ids.ts';
import { cardsWith } from '../../chat/cards-with.ts';

export const ANA = '100000000000000001';
export const BEN = '100000000000000002';
/** Named in texts only: nobody whom a card knows. */
export const MALLORY = '100000000000000066';
export const GUILD = '300000000000000001';

/** Everything that Discord or Markdown could take for more than text. */
const HOSTILE = [
  '@everyone and @here',
  '@\u200Beveryone @\\everyone \\@everyone @EVERYONE',
  `<@${MALLORY}> <@!${MALLORY}> \\<@${MALLORY}\\> <\\@${MALLORY}>`,
  '<@&100000000000000099> <#100000000000000098>',
  '</orchestrate:100000000000000097> </plan only:100000000000000097>',
  '<:skull:100000000000000096> <a:dance:100000000000000096>',
  '<t:1700000000:R> <t:1700000000> <id:customize> <sound:1:2>',
  '<https://evil.example/> <mailto:ana@example.com> <tel:+123>',
  '<+49123456> <1a@b.c> <ä.b@c.de> <_1_@b.c> <(1)@b.c>',
  '&lt;@everyone&gt; &#64;everyone',
  '[your bank](https://evil.example/login "title")',
  '[your bank](<https://evil.example/login>)',
  '![pixel](https://evil.example/p.png)',
  '[your bank][1]\n\n[1]: https://evil.example/login',
  '[x](javascript:alert)',
  '[[a](https://evil.example/b)](https://evil.example/c)',
  '[two\nlines](https://evil.example/d)',
  '[`code`](https://evil.example/e)',
  'https://evil.example/a?b=c&d=e HTTPS://EVIL.EXAMPLE discord.gg/abc discord.com/invite/abc',
  '||hidden|| a || b || c',
  '# not a heading\n## nor this\n-# nor small\n> nor a quote\n>>> nor this\n- nor a list\n1. nor this\n* nor that',
  '**bold** __under__ *it* _it_ ~~gone~~ `code` ```fence```',
  '`https://evil.example` and \\`https://evil.example\\`',
  '\\\\`[z](https://evil.example/z)\\\\`',
  '` one\nhttps://evil.example ` two `',
  '``a`https://evil.example/two`b``',
  `\`\`\`\n@everyone <@${MALLORY}>\n\`\`\``,
  '````\n```\n@everyone https://evil.example\n```\n````',
  '    ```\nhttps://evil.example/indented\n    ```',
  '> ```js\n> https://evil.example/quoted\n> ```',
  '~~~\nhttps://evil.example/tilde\n```\n[y](https://evil.example/z)',
  '```ts title="a b.ts"\nlet x;\n```\n[y](https://evil.example/after)',
  'left \u202Etfel\u202C \u2066right\u2069 \u200F\u0627\u0644\u0633\u0644\u0627\u0645',
  'nul\u0000 bell\u0007 lone\uD800 del\u007F',
  '👩‍👩‍👧‍👦 🏳️‍🌈 Z͑ͫ̓a̴l̵g̶o̷ 漢字かな交じり文 नमस्ते',
  '|a|b|\n|-|-|\n|1|@everyone|\n|```|\\||',
  '\\ \\\\ \\* ends with \\',
] as const;

const PEOPLE: readonly PersonId[] = [ANA, BEN, '100000000000000003', 'ana', `${MALLORY}> @everyone`, ''].map(personId);
const GROUPS: readonly GroupId[] = ['200000000000000001', '200000000000000002', GUILD, 'everyone', '!here'].map(groupId);

export const { anyText, anyAction, anyCard } = cardsWith({
  hostile: HOSTILE,
  letters: '漢🙂&<>* `|\\@',
  people: PEOPLE,
  groups: GROUPS,
  note: fc.bigInt({ min: 10n ** 17n, max: 2n ** 63n }).map((message) => inputId(`discord:${GUILD}:message:${message}`)),
});
