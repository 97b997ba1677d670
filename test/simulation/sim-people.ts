/** What people do to a workflow at any moment: sensible things, late things, wrong things, and all of them twice. */

import type { CompositionInput, GivenInput } from '../../src/engine/composition.ts';
import { type Actor, type Decision, goesAhead, type OptionId } from '../../src/engine/decision.ts';
import { type DecisionId, decisionId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { isTracked } from '../../src/engine/tracked.ts';
import type { Random } from './random.ts';
import { actorOf, anyone, EVERYONE, LEADS, REQUESTER } from './sim-actors.ts';
import { anyEdits, anyOverride, suppliedArtifact } from './sim-overrides.ts';
import { anyReport } from './sim-tracked.ts';
import { wouldBeHeard } from './who-may.ts';

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
  adjust: 1,
  rerun: 1,
  keep: 1,
  reject: 1,
  accept: 1,
  go: 1,
  'no-go': 1,
  'ask-again': 1,
  'other-pattern': 1,
  'answer-inline': 1,
  raise: 1,
  finish: 1,
  stop: 1,
} satisfies Record<OptionId, 1>) as OptionId[];

export type HumanInput = Extract<Input, { kind: 'answer' | 'edit-plan' | 'override' }>;

export function anyHumanInput(random: Random, workflow: Workflow): HumanInput {
  if (isTracked(workflow) && random.chance(0.7)) return anyReport(random, workflow);
  const read = workflow.stage.kind === 'running' ? random.maybe(workflow.handoffs) : undefined;
  // Seldom by itself: a correction of what somebody has read already.
  if (read && random.chance(0.15))
    return { kind: 'override', actor: anyone(random), change: { kind: 'correct-handoff', phase: read.phase, decisions: ['corrected'], openItems: [] } };
  const own = workflow.notes.find(({ id }) => id !== undefined);
  if (own?.id !== undefined && random.chance(0.1))
    return { kind: 'override', actor: actorOf(random, own.by), change: { kind: 'withdraw-context', note: own.id } };
  const decisions = [...workflow.decisions.values()];
  const kind = random.weighted({ answer: 10, 'edit-plan': workflow.stage.kind === 'awaiting-approval' ? 2 : 0.5, override: 4 });
  switch (kind) {
    case 'edit-plan':
      return { kind: 'edit-plan', actor: anyone(random), baseHash: random.pick([workflow.proposal?.hash ?? null, null, 'stale']), edits: anyEdits(random) };
    case 'override':
      return { kind: 'override', actor: anyone(random), change: anyOverride(random) };
    default: {
      const open = decisions.filter((decision) => decision.state.kind === 'open');
      const decision = random.chance(0.85) ? random.maybe(open) : random.maybe(decisions);
      return decision ? anyAnswer(random, decision) : answer(random, { id: decisionId(`${workflow.id}-d99`) }, 'approve', anyone(random));
    }
  }
}

function anyAnswer(random: Random, decision: Decision): HumanInput {
  const offered = likelyOption(random, decision);
  return answer(random, decision, random.chance(0.9) ? offered : (random.maybe(OPTIONS) ?? 'approve'), anyone(random));
}

/**
 * An option that the decision offers, by someone who may choose it and has not, with the text that it needs. Where
 * nobody is left whose yes would count, somebody says no. Null: nobody at all may answer.
 */
export function goodAnswer(random: Random, workflow: Workflow, decision: Decision): HumanInput | null {
  const escalatedTo = new Set(decision.escalatedTo ?? []);
  const people = EVERYONE.map((id): Actor => ({ ...actorOf(random, id), groups: id === REQUESTER ? [] : [LEADS] }));
  const allowed = (option: OptionId) => people.filter((actor) => wouldBeHeard(workflow, actor, { decision, option, escalatedTo }));
  const voted = (actor: Actor, option: OptionId) => decision.votes.some((vote) => vote.by === actor.id && vote.option === option);
  const option = likelyOption(random, decision);
  const voter = random.maybe(allowed(option).filter((actor) => !voted(actor, option)));
  if (voter) return answer(random, decision, option, voter, true);
  const other = decision.options.find(({ id }) => !goesAhead(id));
  const naysayer = random.maybe(other ? allowed(other.id) : []);
  return other && naysayer ? answer(random, decision, other.id, naysayer, true) : null;
}

/** People mostly want their work done: without this most schedules would be cancelled before they get interesting. */
const SELDOM: ReadonlySet<OptionId> = new Set(['cancel', 'dismiss', 'stop', 'cancel-rest', 'finish', 'accept', 'answer-inline']);

function likelyOption(random: Random, decision: Decision): OptionId {
  const weights = Object.fromEntries(decision.options.map(({ id }) => [id, SELDOM.has(id) ? 0.06 : id === 'other-pattern' ? 0.3 : 1]));
  const chosen = random.weighted(weights);
  return decision.options.find(({ id }) => id === chosen)?.id ?? 'cancel';
}

/** What a composition lacks is given whole or in part. */
function anyGiven(random: Random, inputs: readonly CompositionInput[]): readonly GivenInput[] {
  const some = inputs.filter((_, index) => index === 0 || random.chance(0.5));
  return some.map(({ name }) => ({
    name,
    value: random.chance(0.7) ? { kind: 'text', text: `their ${name}` } : { kind: 'files', files: [suppliedArtifact(random)] },
  }));
}

type AskedAbout = { readonly id: DecisionId; readonly question?: Decision['question']; readonly options?: Decision['options'] };

function answer(random: Random, { id: decision, question, options }: AskedAbout, option: OptionId, actor: Actor, withText = random.chance(0.8)): HumanInput {
  if (question?.kind === 'missing-inputs' && option === 'supply')
    return { kind: 'answer', decision, option, actor, text: null, supplied: null, given: withText ? anyGiven(random, question.inputs) : [] };
  const choice = random.maybe(options?.find(({ id }) => id === option)?.choices ?? []);
  if (choice !== null) return { kind: 'answer', decision, option, actor, text: withText ? choice : random.pick(['some words', null]), supplied: null };
  const supplied = option === 'supply' && withText ? suppliedArtifact(random) : null;
  return { kind: 'answer', decision, option, actor, text: withText ? 'some words' : null, supplied };
}
