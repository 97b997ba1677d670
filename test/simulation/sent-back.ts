import type { WorkflowEvent } from '../../src/engine/event.ts';

/** The supervisor had the work done again. */
export function isSentBack({ review, approval, refused }: Extract<WorkflowEvent, { kind: 'supervised' }>): boolean {
  return (review.choice === 'redo' || review.choice === 'reassign') && approval?.granted !== false && !refused;
}
