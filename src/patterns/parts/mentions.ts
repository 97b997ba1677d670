/** Where a task names things of a list, and the same task with others of them. */

export interface Mentions {
  /** In the order in which the task names them. */
  readonly things: readonly string[];
  /** Where the first begins and the last ends. */
  readonly start: number;
  readonly end: number;
  /** Nothing stands between them but what separates items of a list, so that they can be exchanged. */
  readonly isRun: boolean;
}

export function mentionsIn(task: string, things: readonly string[]): Mentions {
  const found: { thing: string; start: number; end: number }[] = [];
  // The longest first: `plan` stands in `plan-b`.
  for (const thing of things.toSorted((one, other) => other.length - one.length)) {
    for (const start of placesOf(thing, task)) {
      const end = start + thing.length;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ thing, start, end });
    }
  }
  found.sort((one, other) => one.start - other.start);
  const between = found.slice(1).map(({ start }, index) => task.slice(found[index]?.end, start));
  return {
    things: found.map(({ thing }) => thing),
    start: found[0]?.start ?? 0,
    end: found.at(-1)?.end ?? 0,
    isRun: between.every((text) => SEPARATOR.test(text)),
  };
}

/** Written as the first one was: on lines of its own with the same bullet, or in a row with commas. */
export function withMentions(task: string, { start, end }: Mentions, things: readonly string[]): string {
  const lead = task.slice(0, start).split('\n').at(-1) ?? '';
  const bullet = /^\s*(?:[-*•]|\d+[.)])\s+$/u.test(lead) ? lead : null;
  const list = bullet === null ? things.join(', ') : things.join(`\n${bullet.replace(/^(\s*)\d+[.)]/u, '$1-')}`);
  return `${task.slice(0, start)}${list}${task.slice(end)}`;
}

const SEPARATOR = /^(?:[\s,;:•*–—\-"'`()&\d.]|and|or)*$/iu;

function placesOf(thing: string, task: string): readonly number[] {
  const places: number[] = [];
  for (let at = thing === '' ? -1 : task.indexOf(thing); at !== -1; at = task.indexOf(thing, at + thing.length)) {
    if (!isWordPart(task[at - 1]) && !isWordPart(task[at + thing.length])) places.push(at);
  }
  return places;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
