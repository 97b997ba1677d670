/** Which arrangement a request calls for: its own AND and THEN first, then a list, then a question for experts. */

import { BRANCHES, type TreeQuestion } from '../../engine/decision-tree.ts';
import { listedItems } from '../../engine/listed-items.ts';
import { type ExplicitParts, explicitParts } from '../../engine/parts.ts';
import type { PatternName } from '../../engine/plan.ts';
import { stripMarks } from '../../engine/rehearsal-marks.ts';

export type Shape =
  | { readonly kind: 'stages'; readonly stages: ExplicitParts['stages'] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'panel' }
  | { readonly kind: 'plain' };

export function shapeOf(request: string): Shape {
  const parts = explicitParts(request);
  if (parts.count >= 2) return { kind: 'stages', stages: parts.stages };
  const items = listedItems(request);
  if (items.length >= 2) return { kind: 'list', items };
  return asksForPanel(request) ? { kind: 'panel' } : { kind: 'plain' };
}

/** The question of the decision tree that gets the yes; null: none does. */
export function branchOf(request: string): TreeQuestion | null {
  const shape = shapeOf(request);
  switch (shape.kind) {
    case 'stages':
      if (shape.stages.length === 1) return 'independent';
      return shape.stages.every((stage) => stage.length === 1) ? 'sequential' : null;
    case 'list':
      return 'independent';
    case 'panel':
      return 'opinions';
    case 'plain':
      if (SETS.test(stripMarks(request))) return 'dataset';
      return STEPWISE.test(stripMarks(request)) ? 'judgement' : null;
    default: {
      const missed: never = shape;
      return missed;
    }
  }
}

export function patternOf(request: string): PatternName {
  const branch = branchOf(request);
  return branch === null ? 'mixed' : BRANCHES[branch];
}

/** "Analyse all 30 interviews", "each of the attached files". */
const SETS =
  /\b(?:all|each|every|\d{2,})\b[^.]{0,30}\b(?:documents?|files?|tickets?|responses?|rfcs?|reviews?|interviews?|scripts?|records?|papers?|transcripts?|messages?)\b/iu;

/** What comes next cannot be known beforehand. */
const STEPWISE = /\b(?:step by step|one step at a time|whatever it takes|depend(?:s|ing) on what|comes next)\b/iu;

/** A judgement on something that is there, with nothing to be made. */
export function asksForPanel(request: string): boolean {
  const task = stripMarks(request);
  if (explicitParts(task).count >= 2) return false;
  return (
    /\b(?:review|readiness|go\/no-go|go or no-go|should we|production[- ]ready)\b/iu.test(task) &&
    !/\b(?:write|build|implement|create|draft|add)\b/iu.test(task)
  );
}
