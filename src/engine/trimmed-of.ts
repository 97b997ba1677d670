/**
 * A text without what stands at its ends. `/[.,]+$/u` does the same, but in a time that grows with the square of the
 * longest run of such characters inside the text. `what` matches one character.
 */
export function trimmedOf(text: string, what: RegExp): string {
  return startTrimmedOf(endTrimmedOf(text, what), what);
}

export function startTrimmedOf(text: string, what: RegExp): string {
  let start = 0;
  while (start < text.length && what.test(text.charAt(start))) start += 1;
  return text.slice(start);
}

export function endTrimmedOf(text: string, what: RegExp): string {
  let end = text.length;
  while (end > 0 && what.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
