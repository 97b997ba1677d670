/** Whether two workstreams of a draft are one task on different things: the same words, apart from the things and from numbers. */
import type { DraftWorkstream } from './draft-rules.ts';

export function isSameTask(one: DraftWorkstream, other: DraftWorkstream, things: readonly string[]): boolean {
  return one.agent === other.agent && one.persona === other.persona && wordsLeft(one.task, things) === wordsLeft(other.task, things);
}

function wordsLeft(task: string, things: readonly string[]): string {
  // The longest first: `plan` stands in `plan-b`.
  const without = things.toSorted((one, other) => other.length - one.length).reduce((text, thing) => (thing === '' ? text : text.replaceAll(thing, ' ')), task);
  const words = without.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.filter((word) => word !== 'and').join(' ');
}
