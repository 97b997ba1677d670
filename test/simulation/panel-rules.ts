/** A panel that is split, red or too small decides nothing: a person does before anything is made of it. Counted here a second time. */
import type { Ballot } from '../../src/engine/answers.ts';
import type { WorkstreamId } from '../../src/engine/ids.ts';
import type { Plan } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

export function panelRules(): Rule {
  const ballots = new Map<WorkstreamId, Ballot>();
  let isRuled = false;
  return ({ was, event }) => {
    switch (event.kind) {
      case 'plan-proposed':
        ballots.clear();
        for (const { workstream, ballot } of was.reuse?.results ?? []) if (ballot) ballots.set(workstream, ballot);
        isRuled = false;
        return;
      case 'workstream-done':
        if (event.ballot) ballots.set(event.workstream, event.ballot);
        isRuled = false;
        return;
      case 'workstream-requeued':
        ballots.delete(event.workstream);
        isRuled = false;
        return;
      case 'decision-answered': {
        const question = was.decisions.get(event.decision)?.question;
        if (question?.kind === 'casting-vote') isRuled = event.option === 'go' || event.option === 'no-go';
        return;
      }
      case 'attempt-started': {
        const { subject } = event.attempt;
        if (subject.kind === 'synthesis' || (subject.kind === 'handoff' && judges(was, subject.phase))) mayUseVerdict(was, ballots, isRuled);
        return;
      }
      default:
        return;
    }
  };
}

function mayUseVerdict(was: Workflow, ballots: ReadonlyMap<WorkstreamId, Ballot>, isRuled: boolean): void {
  const plan = was.proposal?.plan;
  if (!plan || was.windingDown || isRuled) return;
  const seats = plan.workstreams.filter(({ output }) => output === 'ballot');
  const out = seats.some(({ id }) => ['pending', 'running', 'blocked'].includes(was.workstreams.get(id)?.status.kind ?? ''));
  if (seats.length === 0 || out) return;
  const counted = lastWords(plan, was, ballots);
  const supplied = seats.filter(({ id }) => was.workstreams.get(id)?.status.kind === 'supplied').length;
  if (counted.length + supplied === 0) return;
  const red = counted.some(({ risk, domains }) => risk === 'red' || domains.some((one) => one.risk === 'red'));
  const times = ['ready', 'ready-with-conditions', 'not-ready'].map((position) => counted.filter((ballot) => ballot.position === position).length);
  const split = times.filter((count) => count === Math.max(...times)).length > 1;
  must(
    counted.length >= 2 && !red && !split,
    'casting-vote-not-skipped',
    () => `${counted.length} ballots (${times.join(', ')}${red ? ', a red' : ''}) and no ruling`,
  );
}

/** Of each expert the ballot that stands last in the plan. */
function lastWords(plan: Plan, was: Workflow, ballots: ReadonlyMap<WorkstreamId, Ballot>): readonly Ballot[] {
  const last = new Map<string, Ballot>();
  for (const { id, persona } of plan.workstreams) {
    const ballot = was.workstreams.get(id)?.status.kind === 'done' ? ballots.get(id) : undefined;
    if (ballot) last.set(persona ?? id, ballot);
  }
  return [...last.values()];
}

function judges(was: Workflow, phase: string): boolean {
  const plan = was.proposal?.plan;
  const inside = plan?.phases.find(({ id }) => id === phase)?.workstreams ?? [];
  return plan?.workstreams.some(({ id, output }) => output === 'ballot' && inside.includes(id)) ?? false;
}
