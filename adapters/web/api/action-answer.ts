/** What came of an action, as HTTP: a refusal's closed reason decides status and code, the card brings the words. */
import { cardText } from '../../../src/cards/text.ts';
import type { RefusalReason } from '../../../src/engine/event.ts';
import type { ActionReply } from '../../../src/ports/desk.ts';
import { notFound, Problem, type ProblemCode, type ProblemStatus } from '../problem.ts';

export type ActionStatus = 'accepted' | 'pending';

/** Throws the problem for a refusal. `pending`: it is safe in the inbox and will be applied. */
export function settled(reply: ActionReply, what: string): ActionStatus {
  switch (reply.kind) {
    case 'accepted':
    case 'pending':
      return reply.kind;
    case 'not-found':
      throw notFound(what);
    case 'refused': {
      const [status, code] = refusal(reply.reason);
      throw new Problem(status, code, cardText({ ...reply.card, actions: [] }));
    }
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}

function refusal(reason: RefusalReason): readonly [ProblemStatus, ProblemCode] {
  switch (reason.kind) {
    case 'not-allowed':
      return [403, 'not-allowed'];
    case 'above-ceiling':
      return [403, 'above-ceiling'];
    case 'unknown-decision':
      return [404, 'not-found'];
    case 'unknown-phase':
    case 'unknown-note':
      return [404, 'not-found'];
    case 'already-voted':
    case 'no-handoff-yet':
    case 'already-answered':
    case 'superseded':
    case 'plan-is-running':
    case 'plan-moved-on':
    case 'no-plan-yet':
    case 'not-running':
    case 'already-settled':
    case 'not-tracked':
    case 'waits-for':
    case 'many-failed':
    case 'no-results-yet':
    case 'workflow-ended':
      return [409, reason.kind];
    case 'unknown-option':
    case 'text-needed':
    case 'unknown-choice':
    case 'unknown-workstream':
    case 'unknown-name':
    case 'plan-invalid':
      return [422, reason.kind];
    default: {
      const missed: never = reason;
      return missed;
    }
  }
}
