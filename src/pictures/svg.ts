/** A tagged template for SVG: what is put into it is escaped, unless it came out of the same template. */

export interface Svg {
  readonly source: string;
}

export const NOTHING: Svg = { source: '' };

type Drawable = Svg | string | number | readonly Svg[];

export function svg(strings: TemplateStringsArray, ...values: readonly Drawable[]): Svg {
  return { source: strings.reduce((drawn, text, index) => drawn + drawnOf(values[index - 1] ?? NOTHING) + text) };
}

function drawnOf(value: Drawable): string {
  if (typeof value !== 'object') return escaped(String(value));
  return 'source' in value ? value.source : value.map(({ source }) => source).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
