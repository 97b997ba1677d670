/** A deep answer as a Markdown file: the deliverable, and the sides from which it was looked at. */
import type { DeepAnswer } from '../engine/answers.ts';

export function deepText({ result, perspectives }: DeepAnswer): string {
  return [result.trim(), '## Perspectives taken', ...perspectives.map(({ name, view }) => `### ${name.trim()}\n\n${view.trim()}`)].join('\n\n');
}
