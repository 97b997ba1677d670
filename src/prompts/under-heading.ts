/** A text of the library below one of the prompt's own headings: its headings go further down, so that the prompt's parts stay apart. */
export function underHeading(text: string): string {
  return text.replace(/^(#{1,4})(?=\s)/gmu, '##$1');
}
