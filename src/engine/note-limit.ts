/** An answer, a note, a word to the thread: it stands in an event, and events stay under 8 KB. */
export const MAX_NOTE_BYTES = 8_000;
