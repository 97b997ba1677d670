/**
 * What a person, role or place is called, as words within somebody's text. People choose their names themselves, and the
 * text is read as a command: no name ends a quote, sets an option, or speaks to Baton.
 */
import { plain } from '../../cards/clean-text.ts';

/** Null: nothing is left of it. */
export function nameInText(name: string): string | null {
  const words = plain(name)
    .replace(/["“”„«»‘`\\<>]/gu, '')
    .replace(/['’]/gu, 'ʼ')
    .replace(/[—–]|-{2,}/gu, '-')
    .replace(/:/gu, '∶')
    .replace(/\[+/gu, '[')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
  if (!/[^\s\p{Cf}]/u.test(words)) return null;
  // `@Baton stop` is said to Baton, whoever is called that.
  return /^\p{Cf}*baton(?![\p{L}\p{N}_-])/iu.test(words) ? `(${words})` : words;
}

/** Longer than any platform's names of people. */
const LONGEST = 100;
