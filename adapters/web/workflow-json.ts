/** A workflow as the JSON API shows it, projected from the folded state. */
import { optionName } from '../../src/cards/option-words.ts';
import type { ArtifactRef } from '../../src/engine/body.ts';
import { openingOf } from '../../src/engine/body.ts';
import type { Decision } from '../../src/engine/decision.ts';
import type { Workstream } from '../../src/engine/plan.ts';
import type { Workflow, WorkstreamRecord } from '../../src/engine/state.ts';
import { coverageOf, statusWord } from '../../src/engine/status.ts';
import { uncoveredParts } from '../../src/engine/uncovered-parts.ts';
import type { WorkflowSummary } from '../../src/ports/archive.ts';
import { iso, isoOrNull } from './iso.ts';
import { panelJson, supervisedJson } from './panel-json.ts';

export function workflowJson(workflow: Workflow) {
  const { proposal, complexity, spent, answer } = workflow;
  return {
    id: workflow.id,
    number: workflow.number,
    tenant: workflow.place.tenant,
    channel: workflow.place.channel,
    thread: workflow.place.thread,
    requester: workflow.requester,
    mode: workflow.mode,
    /** A long task's opening; `taskFile` has it whole. */
    task: openingOf(workflow.task),
    taskFile: workflow.task.kind === 'stored' ? artifactJson(workflow.task.artifact) : null,
    pattern: proposal?.plan.pattern ?? null,
    status: statusWord(workflow),
    version: workflow.version,
    parked: workflow.parked === null ? null : { decision: workflow.parked.decision, at: iso(workflow.parked.at) },
    branchOf: workflow.reuse === null ? null : { workflow: workflow.reuse.from, number: workflow.reuse.fromNumber, savedUsd: workflow.reuse.savedUsd },
    complexity:
      complexity === null ? null : { level: complexity.level, score: complexity.score, indicators: complexity.indicators, raisedBy: complexity.raisedBy },
    judgement: workflow.judgement,
    options: workflow.options,
    plan:
      proposal === null
        ? null
        : {
            hash: proposal.hash,
            revision: proposal.revision,
            pattern: proposal.plan.pattern,
            reason: proposal.plan.reason,
            tracked: proposal.plan.tracked ?? null,
            growth: proposal.plan.growth ?? null,
            estimate: proposal.estimate,
            envelope: proposal.envelope,
            phases: proposal.plan.phases.map((phase) => ({ ...phase, status: workflow.phases.get(phase.id)?.state.kind ?? 'pending' })),
            workstreams: proposal.plan.workstreams.map((workstream) => workstreamJson(workstream, workflow.workstreams.get(workstream.id))),
          },
    panel: panelJson(workflow),
    supervised: supervisedJson(workflow),
    decisions: [...workflow.decisions.values()].map(decisionJson),
    handoffs: workflow.handoffs.map(({ artifacts, at, ...handoff }) => ({ ...handoff, artifacts: artifacts.map(artifactJson), at: iso(at) })),
    notes: workflow.notes.map(({ at, ...note }) => ({ ...note, at: iso(at) })),
    inputs: workflow.inputs.map(artifactJson),
    answer:
      answer === null
        ? null
        : {
            kind: answer.kind,
            title: answer.kind === 'integrated' ? answer.title : null,
            text: openingOf(answer.answer),
            /** The whole text, where `text` is only its opening. */
            artifact: answer.answer.kind === 'stored' ? artifactJson(answer.answer.artifact) : null,
            notes: answer.kind === 'integrated' ? answer.notes : [],
          },
    coverage: coverageJson(workflow),
    /** Parts of the request that no workstream of a supervised plan does. */
    uncoveredParts: uncoveredParts(workflow),
    costUsd: spent.costUsd,
    chargedUsd: spent.chargedUsd,
    capUsd: workflow.capUsd,
    tokens: { input: spent.inputTokens, output: spent.outputTokens },
    rehearsal: spent.rehearsal,
    createdAt: iso(workflow.requestedAt),
    updatedAt: iso(workflow.updatedAt),
    endedAt: workflow.stage.kind === 'ended' ? iso(workflow.stage.at) : null,
  };
}

export function summaryJson(summary: WorkflowSummary) {
  const { done, total, createdAt, updatedAt, ...rest } = summary;
  return { ...rest, coverage: { done, total }, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

export function artifactJson(ref: ArtifactRef) {
  return { id: ref.id, name: ref.name, mediaType: ref.mediaType, bytes: ref.bytes, sha256: ref.sha256, url: `/api/artifacts/${ref.id}` };
}

function workstreamJson(workstream: Workstream, record: WorkstreamRecord | undefined) {
  const status = record?.status ?? { kind: 'pending' };
  return {
    ...workstream,
    status: status.kind,
    failure: status.kind === 'failed' ? status.failure : null,
    attempts: record?.attempts ?? 0,
    model: record?.model ?? null,
    stale: record?.stale ?? false,
    reused: record?.reused ?? false,
    takenUp: record?.takenUp ? { ...record.takenUp, at: iso(record.takenUp.at) } : null,
    rounds: record?.loop?.checks.length ?? 0,
    tokens: record?.tokens ?? { input: 0, output: 0 },
    costUsd: record?.costUsd ?? 0,
    artifacts: status.kind === 'done' || status.kind === 'supplied' ? [artifactJson(status.artifact)] : [],
    startedAt: isoOrNull(record?.startedAt ?? null),
    settledAt: isoOrNull(record?.settledAt ?? null),
  };
}

function decisionJson({ id, question, options, policy, askedAt, deadline, votes, escalatedTo, state }: Decision) {
  const answered = state.kind === 'answered' ? state : null;
  return {
    id,
    kind: question.kind,
    status: state.kind,
    question,
    options: options.map((option) => ({
      id: option.id,
      label: optionName(question, option.id),
      addsUsd: option.addsUsd,
      loses: option.loses,
      needsText: option.needsText,
      ...(option.choices ? { choices: option.choices } : {}),
    })),
    /** Null: anyone. */
    mayAnswer: policy.who.some(({ kind }) => kind === 'anyone') ? null : policy.who.flatMap((voter) => (voter.kind === 'person' ? [voter.person] : [])),
    mayAnswerGroups: policy.who.flatMap((voter) => (voter.kind === 'group' ? [voter.group] : [])),
    except: policy.except,
    author: policy.author ?? null,
    needed: policy.needed,
    votes: votes.map(({ at, ...vote }) => ({ ...vote, at: iso(at) })),
    remindAt: iso(deadline.remindAt),
    parkAt: iso(deadline.parkAt),
    escalatedTo,
    answeredBy: answered?.by ?? null,
    answer: answered?.option ?? null,
    text: answered?.text ?? null,
    askedAt: iso(askedAt),
    at: state.kind === 'open' ? null : iso(state.at),
  };
}

function coverageJson(workflow: Workflow) {
  const { done, total, missing } = coverageOf(workflow);
  return { done, total, missing: missing.map(({ id, title, why }) => ({ id, title, why: why.kind })) };
}
