/** A persona's text as a role: its headings go below those of the prompt, so that the prompt's own parts stay apart. */
export function personaRole(text: string): string {
  return text.replace(/^(#{1,4})(?=\s)/gmu, '##$1');
}
