/** Plain text acts only by these exact words, for the thread's run or for the one whose number follows. Everything else in a running thread is context, whatever it may mean. */
export type ExactWord = 'approve' | 'stop' | 'pause' | 'resume';

export interface SaidExactly {
  readonly word: ExactWord;
  /** `approve #12`; null: the run of the thread. */
  readonly number: number | null;
}

const WORDS: Readonly<Record<ExactWord, true>> = { approve: true, stop: true, pause: true, resume: true };

export function exactWord(text: string): SaidExactly | null {
  const [, word = '', number] = /^([a-z]+)(?: #(\d{1,9}))?$/u.exec(text.trim().toLowerCase()) ?? [];
  return isExactWord(word) ? { word, number: number === undefined ? null : Number(number) } : null;
}

function isExactWord(word: string): word is ExactWord {
  return Object.hasOwn(WORDS, word);
}
