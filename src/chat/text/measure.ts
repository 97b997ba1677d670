/** How a platform counts a text against its limits. */
export interface Measure {
  sizeOf(text: string): number;
  /** The most that one UTF-16 unit of a text can count for. */
  readonly perUnit: number;
}

/** UTF-16 units, of which there are never fewer than characters. */
export const IN_UNITS: Measure = { sizeOf: (text) => text.length, perUnit: 1 };

/** Bytes of UTF-8: at most three for a UTF-16 unit. */
export const IN_BYTES: Measure = { sizeOf: (text) => Buffer.byteLength(text, 'utf8'), perUnit: 3 };
