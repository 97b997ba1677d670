/** What of a run's messages people wait for. */
import type { Card } from '../../cards/card.ts';
import type { Priority } from './priority.ts';

export function priorityOf(card: Card): Priority {
  if (asksSomething(card) || card.notify.length + card.notifyGroups.length > 0) return 'decision';
  switch (card.kind) {
    case 'plan':
    case 'decision':
    case 'answer':
    case 'completion':
    case 'resumption':
    case 'reminder':
    case 'refusal':
    case 'notice':
    case 'help':
    case 'list':
    case 'settings':
      return 'answer';
    case 'live':
    case 'report':
    case 'phase':
    case 'handoff':
    case 'ballot':
    case 'panel':
    case 'supervised':
      return 'progress';
    default: {
      const missed: never = card.kind;
      return missed;
    }
  }
}

/** A question is open on it. */
function asksSomething(card: Card): boolean {
  return card.actions.some(({ does }) => does.kind === 'answer' || does.kind === 'edit-plan');
}

/** Worth posting again when people took its message away: without it nobody could answer, or steer. */
export function isNeeded(card: Card): boolean {
  return asksSomething(card) || (card.kind === 'live' && card.actions.length > 0);
}

/** Ids of the decisions that can be answered on it. */
export function decisionsOn(card: Card): readonly string[] {
  return [...new Set(card.actions.flatMap(({ does }) => (does.kind === 'answer' || does.kind === 'edit-plan' ? [does.decision] : [])))];
}
