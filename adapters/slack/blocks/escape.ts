/** The three ways of putting untrusted text into Slack: plain text, mrkdwn, Markdown. None of them lets anything come alive. */
import { plain, ZERO_WIDTH } from '../../../src/cards/clean-text.ts';
import { deadLinks } from './dead-links.ts';

/** As mrkdwn: no markup, no mentions, no links. Also for the `text` of a message, which has no `verbatim`. `line`: all that it stands in one line with. */
export function escapeMrkdwn(text: string, line = text): string {
  return escapeEntities(deadLinks(deadMarks(plain(text), plain(line))));
}

/** Slack's own three; everything with a meaning begins with `<`. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Mrkdwn has no escape for its marks. Where two of a kind could enclose something, look-alikes stand in their place, so
 * that `*.ts and *.js` loses no asterisks; a quote at the start of a line is moved off it.
 */
function deadMarks(text: string, line: string): string {
  const quoteless = text.replace(/^(?=[^\S\r\n\u2028\u2029]*>)/gmu, ZERO_WIDTH);
  return MARKS.reduce((left, { pair, mark, alike }) => (pair.test(line) ? left.replaceAll(mark, alike) : left), quoteless);
}

const MARKS = [
  { pair: /(?:^|[^\p{L}\p{N}])\*[^\s*][^\n]*\*/mu, mark: '*', alike: '∗' },
  { pair: /(?:^|[^\p{L}\p{N}])_[^\s_][^\n]*_/mu, mark: '_', alike: 'ˍ' },
  { pair: /(?:^|[^\p{L}\p{N}])~[^\s~][^\n]*~/mu, mark: '~', alike: '∼' },
  { pair: /`[\s\S]*`/u, mark: '`', alike: 'ˋ' },
] as const;
