/** Plain text acts only by these exact words. Everything else in a running thread is context, whatever it may mean. */
export type ExactWord = 'approve' | 'stop' | 'pause' | 'resume';

const WORDS: Readonly<Record<ExactWord, true>> = { approve: true, stop: true, pause: true, resume: true };

export function exactWord(text: string): ExactWord | null {
  const word = text.trim().toLowerCase();
  return isExactWord(word) ? word : null;
}

function isExactWord(word: string): word is ExactWord {
  return Object.hasOwn(WORDS, word);
}
