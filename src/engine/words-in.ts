/** How many words a text has, as every limit on words counts them. */

/** Scripts that leave no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** What a word of theirs comes to on average. */
const CHARACTERS_PER_WORD = 2;

export function wordsIn(text: string): number {
  let words = 0;
  for (const [token] of text.matchAll(/\S+/gu)) words += Math.max(1, Math.ceil((token.match(UNSPACED)?.length ?? 0) / CHARACTERS_PER_WORD));
  return words;
}
