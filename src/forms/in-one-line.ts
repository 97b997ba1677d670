/** A text as a field of one line shows it. */
export function inOneLine(text: string): string {
  return text
    .split(/[\r\n]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
