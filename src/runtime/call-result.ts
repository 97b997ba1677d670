/** Asks the model what the subject needs, and turns its answer into a result with the artifacts that hold it. */

import { ballotText } from '../cards/ballot-text.ts';
import { deepText } from '../cards/deep-text.ts';
import {
  type Assessment,
  assessmentSchema,
  ballotSchema,
  checkSchema,
  handoffSchema,
  type PlanDraft,
  perspectivesSchema,
  planDraftSchema,
  synthesisSchema,
} from '../engine/answers.ts';
import type { Subject } from '../engine/call.ts';
import type { CallResult } from '../engine/input.ts';
import { levelProblems, patternProblems } from '../engine/level-rules.ts';
import { type Workstream, workstreamOf } from '../engine/plan.ts';
import { planProblems } from '../engine/plan-rules.ts';
import { thinksDeep } from '../engine/roles.ts';
import type { Workflow } from '../engine/state.ts';
import { type ReviewAnswer, reviewSchema } from '../engine/supervision.ts';
import { type Built, buildPlan, type PlanContext } from '../patterns/index.ts';
import type { History } from '../ports/history.ts';
import type { Ids } from '../ports/ids.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import type { Library } from '../ports/library.ts';
import type { Model, ModelCall, ModelOutcome } from '../ports/model.ts';
import { assessmentOf } from './assessment-of.ts';
import { sizesFor } from './library-sizes.ts';
import { likeRuns } from './like-runs.ts';
import { planContext } from './plan-context.ts';
import { type Read, reviewFrom } from './review-answer.ts';
import { openingOfText, storedBody, textArtifact } from './stored-text.ts';

export interface Finished {
  readonly result: CallResult;
  readonly artifacts: readonly NewArtifact[];
}

export interface CallTools {
  readonly model: Model;
  readonly library: Library;
  readonly ids: Ids;
  readonly history: History;
}

export interface AskTools extends CallTools {
  /** For a plan: what was said in the thread before. */
  readonly said: readonly string[];
}

export async function askModel(workflow: Workflow, subject: Subject, call: ModelCall, tools: AskTools, signal: AbortSignal): Promise<ModelOutcome<Finished>> {
  const { model, ids } = tools;
  switch (subject.kind) {
    case 'assessment': {
      const judged = (answer: Assessment) => assessmentOf(workflow, call.brief.request, answer, tools.library);
      return mapped(await model.fill({ ...call, schema: assessmentSchema, schemaName: 'assessment' }, signal), (answer) => plain(judged(answer)));
    }
    case 'inline':
      return mapped(await model.write({ ...call, resultTag: false }, signal), (text) => {
        const { body, artifacts } = storedBody(text, 'answer.md', ids);
        return { result: { kind: 'inline', answer: body }, artifacts };
      });
    case 'plan':
      return planned(
        await model.fill({ ...call, schema: planDraftSchema, schemaName: 'plan' }, signal),
        workflow,
        planContext(workflow, call.brief.request, tools.library, tools.said),
        tools,
      );
    case 'workstream':
      return workstreamAnswer(workflow, subject.workstream, call, tools, signal);
    case 'check':
      return mapped(await model.fill({ ...call, schema: checkSchema, schemaName: 'check' }, signal), (verdict) => plain({ kind: 'check', verdict }));
    case 'review': {
      const context = planContext(workflow, call.brief.request, tools.library);
      return reviewed(await model.fill({ ...call, schema: reviewSchema, schemaName: 'review' }, signal), (answer) =>
        reviewFrom(answer, { workflow, workstream: subject.workstream }, context, tools.library),
      );
    }
    case 'handoff':
      return mapped(await model.fill({ ...call, schema: handoffSchema, schemaName: 'handoff' }, signal), (handoff) => plain({ kind: 'handoff', handoff }));
    case 'synthesis':
      return mapped(await model.fill({ ...call, schema: synthesisSchema, schemaName: 'synthesis' }, signal), ({ title, answer, notes }) => {
        const { body, artifacts } = storedBody(answer, 'answer.md', ids);
        return { result: { kind: 'synthesis', synthesis: { title, notes }, answer: body }, artifacts };
      });
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

async function workstreamAnswer(
  workflow: Workflow,
  id: Workstream['id'],
  call: ModelCall,
  { model, ids }: CallTools,
  signal: AbortSignal,
): Promise<ModelOutcome<Finished>> {
  const workstream = workflow.proposal ? workstreamOf(workflow.proposal.plan, id) : undefined;
  const name = workstream?.deliverable ?? `result-${id}.md`;
  if (workstream?.output === 'ballot') {
    return mapped(await model.fill({ ...call, schema: ballotSchema, schemaName: 'ballot' }, signal), (ballot) => {
      const made = textArtifact(ballotText(workstream.title, ballot), name, ids);
      return { result: { kind: 'workstream', artifact: made.ref, opening: openingOfText(ballot.summary), ballot }, artifacts: [made] };
    });
  }
  const finish = (text: string): Finished => {
    const made = textArtifact(text, name, ids);
    return { result: { kind: 'workstream', artifact: made.ref, opening: openingOfText(text), ballot: null }, artifacts: [made] };
  };
  if (workstream && thinksDeep(workflow, workstream))
    return mapped(await model.fill({ ...call, schema: perspectivesSchema, schemaName: 'perspectives' }, signal), (deep) => finish(deepText(deep)));
  return mapped(await model.write({ ...call, resultTag: true }, signal), finish);
}

/** A plan that breaks a rule is a failure with the reasons, so that the next try is told. */
async function planned(
  outcome: ModelOutcome<PlanDraft>,
  workflow: Workflow,
  context: PlanContext,
  { library, history }: CallTools,
): Promise<ModelOutcome<Finished>> {
  if (outcome.kind !== 'ok') return outcome;
  const made = planFrom(outcome.value, workflow, context);
  if (made.kind === 'problems') return { kind: 'failed', failure: { kind: 'plan-rejected', detail: made.problems.join(' ') }, usage: outcome.usage };
  const { plan } = made;
  const { options, place, spent, task, inputs } = workflow;
  const like = await likeRuns({ tenant: place.tenant, rehearsal: spent.rehearsal, options, task, inputs }, plan, history);
  return { kind: 'ok', value: plain({ kind: 'plan', plan, sizes: sizesFor(plan, library), ...(like ? { like } : {}) }), usage: outcome.usage };
}

/** A choice that names what there is not, likewise. */
function reviewed(outcome: ModelOutcome<ReviewAnswer>, read: (answer: ReviewAnswer) => Read): ModelOutcome<Finished> {
  if (outcome.kind !== 'ok') return outcome;
  const made = read(outcome.value);
  if (made.kind === 'review') return { ...outcome, value: plain({ kind: 'review', review: made.review }) };
  return { kind: 'failed', failure: { kind: 'choice-rejected', detail: made.problems.join(' ') }, usage: outcome.usage };
}

/** What another pattern's rules would say of the draft helps nobody: first the pattern must be the right one. */
function planFrom(draft: PlanDraft, workflow: Workflow, context: PlanContext): Built {
  const unbound = patternProblems(workflow, draft.pattern);
  if (unbound.length > 0) return { kind: 'problems', problems: unbound };
  const built = buildPlan(draft, context);
  if (built.kind === 'problems') return built;
  const problems = [...planProblems(built.plan), ...levelProblems(workflow, built.plan)];
  return problems.length > 0 ? { kind: 'problems', problems } : built;
}

function mapped<T>(outcome: ModelOutcome<T>, finish: (value: T) => Finished): ModelOutcome<Finished> {
  return outcome.kind === 'ok' ? { ...outcome, value: finish(outcome.value) } : outcome;
}

function plain(result: CallResult): Finished {
  return { result, artifacts: [] };
}
