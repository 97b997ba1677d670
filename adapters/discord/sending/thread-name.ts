/** The name of a run's thread: the beginning of what was asked, in one line. */
import { plain } from '../../../src/cards/clean-text.ts';
import { hasLetters } from '../components/atoms.ts';
import { LIMITS } from '../limits.ts';

/** `asked`: a person's words. */
export function threadName(asked: string, otherwise: string): string {
  const line = plain(asked).replace(MENTIONS, ' ').replace(/\s+/gu, ' ').trim();
  if (!hasLetters(line)) return otherwise;
  if (line.length <= LIMITS.threadName.most) return line;
  const cut = cutTo(line, LIMITS.threadName.most - 1);
  const word = cut.lastIndexOf(' ');
  return `${word > cut.length / 2 ? cut.slice(0, word) : cut}…`;
}

/** They are not shown as names there. */
const MENTIONS = /<(?:@[!&]?|#)\d{1,20}>/gu;

/** No half of a letter. */
function cutTo(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}
