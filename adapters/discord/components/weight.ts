/** How much of a message something takes: components, nested ones counted, and the text that people read in it. */
export interface Weight {
  readonly components: number;
  readonly text: number;
}

export function weightOf(value: unknown): Weight {
  if (Array.isArray(value)) return value.map(weightOf).reduce(both, NOTHING);
  if (typeof value !== 'object' || value === null) return NOTHING;
  const own: Weight = { components: 'type' in value && typeof value.type === 'number' ? 1 : 0, text: 0 };
  return Object.entries(value)
    .map(([key, part]) => (typeof part === 'string' && TEXTS.has(key) ? { components: 0, text: part.length } : weightOf(part)))
    .reduce(both, own);
}

const NOTHING: Weight = { components: 0, text: 0 };

/** Only of `content` it is sure that it counts. */
const TEXTS = new Set(['content', 'label', 'description', 'placeholder']);

function both(one: Weight, other: Weight): Weight {
  return { components: one.components + other.components, text: one.text + other.text };
}
