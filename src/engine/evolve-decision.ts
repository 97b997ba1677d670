/** Questions to people: asked, answered, voided. */
import { subjectKey } from './call.ts';
import type { Decision } from './decision.ts';
import type { WorkflowEvent } from './event.ts';
import { inTodaysShape } from './former-decision.ts';
import { type DecisionId, phaseId } from './ids.ts';
import type { Workflow } from './state.ts';

type DecisionEvent = Extract<
  WorkflowEvent,
  { kind: 'decision-asked' | 'decision-voted' | 'decision-reminded' | 'decision-escalated' | 'decision-answered' | 'decision-voided' }
>;

export function evolveDecision(state: Workflow, event: DecisionEvent, at: number): Workflow {
  switch (event.kind) {
    case 'decision-asked':
      return {
        ...state,
        decisions: new Map(state.decisions).set(event.decision.id, inTodaysShape(event.decision, state.settings)),
        decisionsMade: state.decisionsMade + 1,
      };
    case 'decision-voted':
      return withDecision(state, event.decision, (old) => {
        const text = event.text === undefined ? {} : { text: event.text };
        return { ...old, votes: [...old.votes, { by: event.by, option: event.option, at, ...text }] };
      });
    case 'decision-reminded':
      return withDecision(state, event.decision, (old) => ({ ...old, reminded: true, deadline: event.deadline ?? old.deadline }));
    case 'decision-escalated':
      return withDecision(state, event.decision, (old) => ({ ...old, escalatedTo: event.to, deadline: event.deadline ?? old.deadline }));
    case 'decision-answered': {
      const decision = state.decisions.get(event.decision);
      if (!decision) return state;
      const answered: Decision = { ...decision, state: { kind: 'answered', by: event.by, option: event.option, text: event.text, at } };
      return consequence({ ...state, decisions: new Map(state.decisions).set(decision.id, answered) }, answered, event.option);
    }
    case 'decision-voided':
      return withDecision(state, event.decision, (old) => ({ ...old, state: { kind: 'voided', reason: event.reason, at } }));
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

export function withDecision(state: Workflow, id: DecisionId, change: (old: Decision) => Decision): Workflow {
  const old = state.decisions.get(id);
  return old ? { ...state, decisions: new Map(state.decisions).set(id, change(old)) } : state;
}

/** What an answer means for the state by itself; everything else has an event of its own. */
function consequence(state: Workflow, decision: Decision, option: string): Workflow {
  const { question } = decision;
  if (question.kind === 'call-failed' && question.call === 'review' && option === 'continue')
    return { ...state, supervision: { ...state.supervision, isClosed: true } };
  if (question.kind === 'call-failed' && option === 'retry') return { ...state, tries: freshTries(state.tries, keyOf(question)) };
  // A plan-only request that turned out SIMPLE has no plan to run: running it means answering it.
  if (question.kind === 'run-plan' && option === 'run' && state.proposal === null) return { ...state, stage: { kind: 'answering' } };
  return state;
}

function keyOf(question: Extract<Decision['question'], { kind: 'call-failed' }>): string {
  if (question.call === 'review') return question.review ? subjectKey({ kind: 'review', ...question.review }) : '';
  return question.call === 'handoff' ? subjectKey({ kind: 'handoff', phase: phaseId(question.phase ?? '') }) : subjectKey({ kind: question.call });
}

/** The count starts again; the last failure stays, so that the next prompt can carry it. */
export function freshTries(tries: Workflow['tries'], key: string): Workflow['tries'] {
  const old = tries.get(key);
  return old ? new Map(tries).set(key, { ...old, failed: 0 }) : tries;
}
