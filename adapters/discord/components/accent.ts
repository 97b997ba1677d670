/** The colour at the edge of a card: what goes wrong, what asks, what is done. It says nothing that the words do not. */
import type { Card, CardKind } from '../../../src/cards/card.ts';

export function accentOf({ kind, blocks }: Card): number {
  const tones = new Set(blocks.flatMap((block) => (block.kind === 'alert' ? [block.tone] : [])));
  if (tones.has('error')) return RED;
  return tones.has('warning') && kind !== 'completion' ? AMBER : BY_KIND[kind];
}

const BLURPLE = 0x5865f2;
const GREEN = 0x23a55a;
const AMBER = 0xf0b232;
const RED = 0xda373c;
const TEAL = 0x00a8fc;
const GREY = 0x80848e;

const BY_KIND: Readonly<Record<CardKind, number>> = {
  plan: BLURPLE,
  live: TEAL,
  phase: TEAL,
  handoff: TEAL,
  ballot: GREY,
  panel: BLURPLE,
  supervised: TEAL,
  decision: AMBER,
  resumption: GREY,
  answer: GREEN,
  completion: GREEN,
  notice: GREY,
  reminder: AMBER,
  report: TEAL,
  help: GREY,
  list: GREY,
  settings: GREY,
  refusal: RED,
};
