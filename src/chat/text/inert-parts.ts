/** Markdown in parts that each fit and are inert by themselves, since a cut may change what is code in it. */
import type { Measure } from './measure.ts';
import { splitMarkdown } from './split-markdown.ts';

export interface InertWithin {
  readonly most: number;
  readonly measure: Measure;
  /** Makes text of whatever could notify or lead somewhere. */
  inert(markdown: string): string;
}

/** Making it inert makes a text longer: what does not fit is cut smaller. */
export function inertParts(source: string, within: InertWithin): readonly string[] {
  return parts(source, within.most, within);
}

function parts(source: string, most: number, within: InertWithin): readonly string[] {
  return splitMarkdown(source, most, within.measure).flatMap((part) => {
    const inert = within.inert(part);
    return within.measure.sizeOf(inert) <= within.most || most < SMALLEST ? [inert] : parts(part, Math.floor(most / 2), within);
  });
}

/** Nothing grows by so much. */
const SMALLEST = 100;
