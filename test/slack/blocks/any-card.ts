/** Cards of every shape, with texts that want to do harm, for properties of what is made of them. */
import fc from 'fast-check';
import { type GroupId, groupId, inputId, type PersonId, personId } from '../../../src/engine/ids.ts';
import { cardsWith } from '../../chat/cards-with.ts';

/** Everything that Slack or Markdown could take for more than text. */
export const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S0PLATFORM>',
  '<@U0MALLORY>',
  '<@U0ANA111>',
  '<#C0GENERAL|general>',
  '<!date^1700000000^{date}^https://evil.example/x|now>',
  '<https://evil.example/|your bank>',
  '<mailto:ana@example.com|write>',
  '&lt;!channel&gt; &lt;@U0MALLORY&gt;',
  '&#60;!channel&#62; &#x3c;@U0MALLORY&#x3e; &amp;lt;!channel&amp;gt;',
  '\\<!channel\\> <\\@U0MALLORY>',
  '@here and @channel and @everyone',
  '#general #ops-team',
  '[your bank](https://evil.example/login "title")',
  '![pixel](https://evil.example/p.png)',
  '[your bank][1]\n\n[1]: https://evil.example/login',
  '[x]: <https://evil.example>',
  '[x](javascript:alert)',
  '[[a](https://evil.example/b)](https://evil.example/c)',
  'https://evil.example/a?b=c&d=e',
  'http&#58;//evil.example &colon;// https:\\/\\/evil.example',
  'www.evil.example and evil.com/login and ana@evil.com',
  '<a href="https://evil.example">here</a><img src=x>',
  '*bold* _italic_ ~gone~ `code` ```fence```',
  '> a quote\n&gt; another',
  '`https://evil.example` and \\`https://evil.example\\`',
  '` one\nhttps://evil.example ` two `',
  '```\n<!channel> <@U0MALLORY>\n```',
  '    ```\nhttps://evil.example/indented\n    ```',
  '~~~\nhttps://evil.example/tilde\n```\n[y](https://evil.example/z)',
  'left \u202Etfel\u202C \u2066right\u2069 \u200F\u0627\u0644\u0633\u0644\u0627\u0645',
  '<\u200B!channel> @\u200Dhere <\u2060@U0MALLORY>',
  'nul\u0000 bell\u0007 lone\uD800 del\u007F',
  '👩‍👩‍👧‍👦 🏳️‍🌈 Z͑ͫ̓a̴l̵g̶o̷ 漢字かな交じり文 नमस्ते',
  ':skull: :100:',
  '|a|b|\n|-|-|\n|1|<!channel>|',
] as const;

const PEOPLE: readonly PersonId[] = ['U0ANA111', 'W0BEN222', 'U0CLEO33', 'ana', 'U0MALLORY><!channel', ''].map(personId);
const GROUPS: readonly GroupId[] = ['S0PLATFORM', 'S0SECURITY', 'channel', '!here'].map(groupId);

export const { anyText, anyMarkdown, anyAction, anyCard } = cardsWith({
  hostile: HOSTILE,
  letters: '漢🙂&<>* `',
  people: PEOPLE,
  groups: GROUPS,
  note: fc.uuid().map((id) => inputId(`message:C0GENERAL:${id}`)),
});
