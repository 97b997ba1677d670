/** What a model call is for, as the ledger view names it. */
import type { Subject } from '../engine/call.ts';
import type { Workflow } from '../engine/state.ts';
import { named, phaseIn } from './naming.ts';

export function subjectName(workflow: Workflow, subject: Subject): string {
  switch (subject.kind) {
    case 'assessment':
      return 'the assessment';
    case 'inline':
      return 'the answer';
    case 'plan':
      return 'the plan';
    case 'workstream':
      return named(workflow, subject.workstream);
    case 'check':
      return `the check of ${named(workflow, subject.workstream)}, round ${subject.round}`;
    case 'review':
      return `the supervisor’s look at ${named(workflow, subject.workstream)}`;
    case 'handoff':
      return `the handoff of ${phaseIn(workflow, subject.phase)}`;
    case 'synthesis':
      return 'the integration';
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}
