/** Which of the library's skills a plan may choose from: a library can have hundreds, and a prompt has room for a few dozen. */

export interface SkillLine {
  readonly name: string;
  readonly description: string;
}

const MOST_OFFERED = 30;
/** Public collections write paragraphs. */
const MOST_CHARACTERS = 160;

/** What people chose, then what shares most words with the request, then the rest; each with one short line. */
export function offeredSkills(task: string, chosen: readonly string[], skills: readonly SkillLine[]): readonly SkillLine[] {
  const asked = wordsOf(task);
  const ranked = skills
    .map((skill, index) => ({ skill, index, score: chosen.includes(skill.name) ? Number.POSITIVE_INFINITY : overlap(asked, skill) }))
    .toSorted((one, other) => (one.score === other.score ? one.index - other.index : other.score - one.score));
  return ranked.slice(0, MOST_OFFERED).map(({ skill: { name, description } }) => ({ name, description: oneLine(description) }));
}

function overlap(asked: ReadonlySet<string>, { name, description }: SkillLine): number {
  // A name says more than a description that mentions everything.
  return [...wordsOf(name)].filter((word) => asked.has(word)).length * 3 + [...wordsOf(description)].filter((word) => asked.has(word)).length;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/(?:ing|ed|es|s)$/u, '')));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS - 1).replace(/\s\S*$/u, '')}…`;
}
