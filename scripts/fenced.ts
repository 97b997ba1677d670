/** A text as it is, in a document. Answers hold Markdown with fences of their own. */
export function fenced(text: string): string {
  return ['````text', text, '````'].join('\n');
}
