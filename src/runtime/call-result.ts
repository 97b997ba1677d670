/** Asks the model what the subject needs, and turns its answer into a result with the artifacts that hold it. */

import { ballotText } from '../cards/ballot-text.ts';
import { assessmentSchema, ballotSchema, checkSchema, handoffSchema, type PlanDraft, planDraftSchema, synthesisSchema } from '../engine/answers.ts';
import type { Subject } from '../engine/call.ts';
import { weigh } from '../engine/complexity.ts';
import type { CallResult } from '../engine/input.ts';
import { explicitParts } from '../engine/parts.ts';
import { type Workstream, workstreamOf } from '../engine/plan.ts';
import { planProblems } from '../engine/plan-rules.ts';
import type { Workflow } from '../engine/state.ts';
import { buildPlan } from '../patterns/index.ts';
import type { Ids } from '../ports/ids.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import type { Library } from '../ports/library.ts';
import type { Model, ModelCall, ModelOutcome } from '../ports/model.ts';
import { openingOfText, storedBody, textArtifact } from './stored-text.ts';

export interface Finished {
  readonly result: CallResult;
  readonly artifacts: readonly NewArtifact[];
}

export interface CallTools {
  readonly model: Model;
  readonly library: Library;
  readonly ids: Ids;
}

export async function askModel(workflow: Workflow, subject: Subject, call: ModelCall, tools: CallTools, signal: AbortSignal): Promise<ModelOutcome<Finished>> {
  const { model, ids } = tools;
  switch (subject.kind) {
    case 'assessment': {
      const parts = explicitParts(call.brief.request).count;
      return mapped(await model.fill({ ...call, schema: assessmentSchema, schemaName: 'assessment' }, signal), ({ indicators, pattern }) =>
        plain({ kind: 'assessment', complexity: weigh(indicators, parts), suggestedPattern: pattern }),
      );
    }
    case 'inline':
      return mapped(await model.write({ ...call, resultTag: false }, signal), (text) => {
        const { body, artifacts } = storedBody(text, 'answer.md', ids);
        return { result: { kind: 'inline', answer: body }, artifacts };
      });
    case 'plan':
      return planned(await model.fill({ ...call, schema: planDraftSchema, schemaName: 'plan' }, signal), call, tools.library);
    case 'workstream':
      return workstreamAnswer(workflow, subject.workstream, call, tools, signal);
    case 'check':
      return mapped(await model.fill({ ...call, schema: checkSchema, schemaName: 'check' }, signal), (verdict) => plain({ kind: 'check', verdict }));
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
  return mapped(await model.write({ ...call, resultTag: true }, signal), (text) => {
    const made = textArtifact(text, name, ids);
    return { result: { kind: 'workstream', artifact: made.ref, opening: openingOfText(text), ballot: null }, artifacts: [made] };
  });
}

/** A plan that breaks a rule is a failure with the reasons, so that the next try is told. */
function planned(outcome: ModelOutcome<PlanDraft>, call: ModelCall, library: Library): ModelOutcome<Finished> {
  if (outcome.kind !== 'ok') return outcome;
  const built = buildPlan(outcome.value, { task: call.brief.request, personas: library.personas().map(({ name }) => name) });
  const problems = built.kind === 'plan' ? planProblems(built.plan) : built.problems;
  if (built.kind === 'plan' && problems.length === 0) return { kind: 'ok', value: plain({ kind: 'plan', plan: built.plan }), usage: outcome.usage };
  return { kind: 'failed', failure: { kind: 'plan-rejected', detail: problems.join(' ') }, usage: outcome.usage };
}

function mapped<T>(outcome: ModelOutcome<T>, finish: (value: T) => Finished): ModelOutcome<Finished> {
  return outcome.kind === 'ok' ? { ...outcome, value: finish(outcome.value) } : outcome;
}

function plain(result: CallResult): Finished {
  return { result, artifacts: [] };
}
