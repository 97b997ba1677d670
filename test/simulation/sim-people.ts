/** What people do to a workflow at any moment: sensible things, late things, wrong things, and all of them twice. */
import type { Decision, OptionId } from '../../src/engine/decision.ts';
import { type DecisionId, decisionId, type PersonId, workstreamId } from '../../src/engine/ids.ts';
import type { Input, Override, PlanEdit } from '../../src/engine/input.ts';
import { AGENT_TYPES } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Random } from './random.ts';
import { artifact } from './sim-model.ts';
import { APPROVER, REQUESTER, STRANGER } from './sim-plans.ts';

const OPTIONS = Object.keys({
  approve: 1,
  cancel: 1,
  run: 1,
  dismiss: 1,
  retry: 1,
  'retry-with-context': 1,
  loop: 1,
  supply: 1,
  continue: 1,
  'cancel-rest': 1,
  raise: 1,
  finish: 1,
  stop: 1,
} satisfies Record<OptionId, 1>) as OptionId[];

export type HumanInput = Extract<Input, { kind: 'answer' | 'edit-plan' | 'override' }>;

export function anyHumanInput(random: Random, workflow: Workflow): HumanInput {
  const decisions = [...workflow.decisions.values()];
  const kind = random.weighted({ answer: 10, 'edit-plan': workflow.stage.kind === 'awaiting-approval' ? 2 : 0.5, override: 3 });
  switch (kind) {
    case 'edit-plan':
      return { kind: 'edit-plan', actor: anyone(random), baseHash: random.pick([workflow.proposal?.hash ?? null, null, 'stale']), edits: edits(random) };
    case 'override':
      return { kind: 'override', actor: anyone(random), change: override(random) };
    default: {
      const open = decisions.filter((decision) => decision.state.kind === 'open');
      const decision = random.chance(0.85) ? random.maybe(open) : random.maybe(decisions);
      return decision ? anyAnswer(random, decision) : answer(random, decisionId(`${workflow.id}-d99`), 'approve', REQUESTER);
    }
  }
}

function anyAnswer(random: Random, decision: Decision): HumanInput {
  const offered = likelyOption(random, decision);
  return answer(random, decision.id, random.chance(0.9) ? offered : (random.maybe(OPTIONS) ?? 'approve'), anyone(random));
}

/** An option that the decision offers, by someone who may choose it, with the text that it needs. */
export function goodAnswer(random: Random, decision: Decision): HumanInput {
  const actor = decision.policy.kind === 'anyone' ? REQUESTER : (random.maybe(decision.policy.people) ?? REQUESTER);
  return answer(random, decision.id, likelyOption(random, decision), actor, true);
}

/** People mostly want their work done: without this most schedules would be cancelled before they get interesting. */
const SELDOM: ReadonlySet<OptionId> = new Set(['cancel', 'dismiss', 'stop', 'cancel-rest', 'finish']);

function likelyOption(random: Random, decision: Decision): OptionId {
  const weights = Object.fromEntries(decision.options.map(({ id }) => [id, SELDOM.has(id) ? 0.15 : 1]));
  const chosen = random.weighted(weights);
  return decision.options.find(({ id }) => id === chosen)?.id ?? 'cancel';
}

function answer(random: Random, decision: DecisionId, option: OptionId, actor: PersonId, withText = random.chance(0.8)): HumanInput {
  const supplied = option === 'supply' && withText ? suppliedArtifact(random) : null;
  return { kind: 'answer', decision, option, actor, text: withText ? 'some words' : null, supplied };
}

function suppliedArtifact(random: Random) {
  return artifact(`supplied-${random.int(1, 1_000_000_000)}`);
}

function anyone(random: Random): PersonId {
  return random.pick([REQUESTER, REQUESTER, REQUESTER, APPROVER, STRANGER]);
}

/** [9] never exists. */
function anyWorkstreamId(random: Random) {
  return workstreamId(String(random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 9])));
}

function edits(random: Random): PlanEdit[] {
  return Array.from({ length: random.int(1, 3) }, (): PlanEdit => {
    const workstream = anyWorkstreamId(random);
    switch (random.int(1, 4)) {
      case 1:
        return { kind: 'drop', workstream };
      case 2:
        return { kind: 'reword', workstream, title: random.pick([null, 'New title']), task: random.pick([null, 'new task']) };
      case 3:
        return { kind: 'set-agent', workstream, agent: random.pick(AGENT_TYPES) };
      default:
        return { kind: 'set-persona', workstream, persona: random.pick([null, 'one', 'two']) };
    }
  });
}

function override(random: Random): Override {
  const workstream = anyWorkstreamId(random);
  const kind = random.weighted({ cancel: 0.4, pause: 2, resume: 2.5, 'add-context': 1, skip: 3, supply: 2, change: 2 }) ?? 'resume';
  switch (kind) {
    case 'cancel':
    case 'pause':
    case 'resume':
      return { kind };
    case 'add-context':
      return { kind, workstream: random.chance(0.5) ? workstream : null, text: 'note' };
    case 'skip':
      return { kind, workstream };
    case 'supply':
      return { kind, workstream, artifact: suppliedArtifact(random), opening: 'supplied' };
    case 'change':
      return { kind, workstream, agent: random.pick([null, ...AGENT_TYPES]), persona: random.pick([null, 'one']), task: random.pick([null, 'other task']) };
    default: {
      const missed: never = kind;
      return missed;
    }
  }
}
