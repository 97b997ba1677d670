/** One decision as a row: what kind of question, and what came of it. */
import type { Decision } from '../src/engine/decision.ts';
import type { DecisionId } from '../src/engine/ids.ts';

export interface DecisionRow {
  readonly id: DecisionId;
  readonly kind: string;
  readonly status: Decision['state']['kind'];
  readonly asked_at: number;
  readonly answered_by: string | null;
  /** The option chosen, or why it was voided. */
  readonly answer: string | null;
  readonly settled_at: number | null;
}

export function decisionRow(decision: Decision): DecisionRow {
  const row = { id: decision.id, kind: decision.question.kind, status: decision.state.kind, asked_at: decision.askedAt };
  const { state } = decision;
  switch (state.kind) {
    case 'open':
      return { ...row, answered_by: null, answer: null, settled_at: null };
    case 'answered':
      return { ...row, answered_by: state.by, answer: state.option, settled_at: state.at };
    case 'voided':
      return { ...row, answered_by: null, answer: state.reason, settled_at: state.at };
    default: {
      const missed: never = state;
      return missed;
    }
  }
}
