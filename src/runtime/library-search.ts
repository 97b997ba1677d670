/** Finds what fits some words, best first. Simple on purpose: people see at once why something was found. */
export interface Searchable {
  readonly name: string;
  readonly domain: string | null;
  readonly description: string;
  readonly capabilities: readonly string[];
  readonly text: string;
}

export interface Search<Item> {
  /** Best first; without words, by name. */
  readonly found: readonly Item[];
  /** Whether each of them fits every word; false: nothing does, so these fit some. */
  readonly every: boolean;
  /** The one whose name was typed. */
  readonly named: Item | null;
}

export function searchLibrary<Item extends Searchable>(items: readonly Item[], words: string): Search<Item> {
  const typed = [...new Set(words.toLowerCase().replaceAll('_', '-').match(WORD) ?? [])];
  if (typed.length === 0) return { found: items, every: true, named: null };
  const ranked = items
    .map((item) => ({ item, scores: typed.map((word) => scoreOf(item, word)).filter((score) => score > 0) }))
    .filter(({ scores }) => scores.length > 0)
    .toSorted((one, other) => other.scores.length - one.scores.length || sum(other.scores) - sum(one.scores) || (one.item.name < other.item.name ? -1 : 1));
  const whole = ranked.filter(({ scores }) => scores.length === typed.length);
  const name = typed.join('-');
  return {
    found: (whole.length > 0 ? whole : ranked).map(({ item }) => item),
    every: whole.length > 0,
    named: items.find((item) => item.name === name) ?? null,
  };
}

const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;

/** What a thing is called and can do counts more than what is written about it. */
function scoreOf({ name, domain, description, capabilities, text }: Searchable, word: string): number {
  const parts = name.split('-');
  return (
    (name === word ? 12 : parts.includes(word) ? 6 : name.includes(word) ? 4 : 0) +
    (capabilities.includes(word) ? 8 : capabilities.some((one) => one.includes(word)) ? 3 : 0) +
    (domain === word ? 6 : 0) +
    (description.toLowerCase().includes(word) ? 2 : 0) +
    (text.toLowerCase().includes(word) ? 1 : 0)
  );
}

function sum(scores: readonly number[]): number {
  return scores.reduce((all, score) => all + score, 0);
}
