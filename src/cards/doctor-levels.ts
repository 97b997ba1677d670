/** How bad something is that the doctor found. */

/** `note`: works as it is, and may not be what was meant. */
export type FindingLevel = 'ok' | 'note' | 'wrong';

export interface FindingWords {
  readonly level: FindingLevel;
  /** A variable, or what was looked at. */
  readonly about: string;
  readonly says: string;
}

export const ok = (about: string, says: string): FindingWords => ({ level: 'ok', about, says });
export const note = (about: string, says: string): FindingWords => ({ level: 'note', about, says });
export const wrong = (about: string, says: string): FindingWords => ({ level: 'wrong', about, says });
