/** Which arrangement a request calls for: its own AND and THEN first, then a list, then a question for experts. */
import { type ExplicitParts, explicitParts } from '../../engine/parts.ts';
import { stripMarks } from '../../engine/rehearsal-marks.ts';
import { listedItems } from './listed-items.ts';

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

export function patternOf(request: string): string {
  const shape = shapeOf(request);
  switch (shape.kind) {
    case 'stages':
      if (shape.stages.length === 1) return 'fan-out';
      return shape.stages.every((stage) => stage.length === 1) ? 'pipeline' : 'mixed';
    case 'list':
      return 'fan-out';
    case 'panel':
      return 'expert-panel';
    case 'plain':
      return 'mixed';
    default: {
      const missed: never = shape;
      return missed;
    }
  }
}

/** A judgement on something that is there, with nothing to be made. */
export function asksForPanel(request: string): boolean {
  const task = stripMarks(request);
  if (explicitParts(task).count >= 2) return false;
  return (
    /\b(?:review|readiness|go\/no-go|go or no-go|should we|production[- ]ready)\b/iu.test(task) &&
    !/\b(?:write|build|implement|create|draft|add)\b/iu.test(task)
  );
}
