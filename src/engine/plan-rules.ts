/** The rules that every plan keeps, whoever wrote it, and the hash that an approval binds to. */
import { createHash } from 'node:crypto';
import { growthProblems } from './growth-rules.ts';
import type { WorkstreamId } from './ids.ts';
import { panelProblems } from './panel-rules.ts';
import { MAX_ESTIMATE_MINUTES, MAX_TASK_WORDS, MAX_WORKSTREAMS, type Plan, type Workstream } from './plan.ts';
import { wordsIn } from './words-in.ts';

/** Over 500 words people are told (`prompt-check.ts`); this is what no sensible task needs, whoever wrote it. */
const MOST_TASK_WORDS = 4 * MAX_TASK_WORDS;

/** What is wrong with a plan, in words that a model or a person can act on. Empty: nothing. */
export function planProblems(plan: Plan): readonly string[] {
  return [
    ...countProblems(plan),
    ...phaseProblems(plan),
    ...plan.workstreams.flatMap((workstream) => workstreamProblems(plan, workstream)),
    ...cycleProblems(plan),
    ...panelProblems(plan),
    ...growthProblems(plan),
  ];
}

/** Hex SHA-256 over canonical JSON: the same plan has the same hash in any process. */
export function hashPlan(plan: Plan): string {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

/** Word for word the same work: a result of one is a result of the other. */
export function isSameWork(one: Workstream | undefined, other: Workstream | undefined): boolean {
  return one !== undefined && other !== undefined && canonical(one) === canonical(other);
}

function countProblems(plan: Plan): string[] {
  const count = plan.workstreams.length;
  if (count === 0) return ['The plan has no workstreams.'];
  const problems = count > MAX_WORKSTREAMS ? [`The plan has ${count} workstreams; at most ${MAX_WORKSTREAMS} are allowed. Merge related ones.`] : [];
  const seen = new Set<string>();
  for (const { id, deliverable } of plan.workstreams) {
    if (seen.has(id)) problems.push(`Workstream ${id} is there twice.`);
    if (seen.has(`file:${deliverable}`)) problems.push(`Two workstreams deliver ${deliverable}; each needs a file name of its own.`);
    seen.add(id).add(`file:${deliverable}`);
  }
  return problems;
}

function phaseProblems(plan: Plan): string[] {
  const placed = plan.phases.flatMap((phase) => phase.workstreams);
  const known = new Set(plan.workstreams.map((workstream) => workstream.id));
  return [
    ...plan.phases.filter((phase) => phase.workstreams.length === 0).map((phase) => `Phase ${phase.id} is empty.`),
    ...placed.filter((id) => !known.has(id)).map((id) => `Phase names workstream ${id}, which is not in the plan.`),
    ...plan.workstreams
      .filter(({ id }) => placed.filter((other) => other === id).length !== 1)
      .map(({ id }) => `Workstream ${id} must stand in exactly one phase.`),
  ];
}

function workstreamProblems(plan: Plan, workstream: Workstream): string[] {
  const problems: string[] = [];
  const known = new Set(plan.workstreams.map(({ id }) => id));
  const phaseIndex = new Map(plan.phases.flatMap((phase, index) => phase.workstreams.map((id) => [id, index] as const)));
  if (workstream.title.trim() === '') problems.push(`Workstream ${workstream.id} has no title.`);
  if (workstream.task.trim() === '') problems.push(`Workstream ${workstream.id} has no task.`);
  const words = wordsIn(workstream.task);
  if (words > MOST_TASK_WORDS) problems.push(`The task of workstream ${workstream.id} has ${words} words; at most ${MOST_TASK_WORDS} are allowed.`);
  if (workstream.estimateMinutes < 1 || workstream.estimateMinutes > MAX_ESTIMATE_MINUTES)
    problems.push(`Workstream ${workstream.id} is estimated at ${workstream.estimateMinutes} minutes; 1 to ${MAX_ESTIMATE_MINUTES} are allowed.`);
  if (workstream.loop && workstream.output !== 'text') problems.push(`Workstream ${workstream.id} casts a ballot, and a ballot is not made in rounds.`);
  for (const dependency of workstream.dependsOn) {
    if (dependency === workstream.id) problems.push(`Workstream ${workstream.id} depends on itself.`);
    else if (!known.has(dependency)) problems.push(`Workstream ${workstream.id} depends on ${dependency}, which is not in the plan.`);
    else if ((phaseIndex.get(dependency) ?? 0) > (phaseIndex.get(workstream.id) ?? 0))
      problems.push(`Workstream ${workstream.id} depends on ${dependency}, which is in a later phase.`);
  }
  return problems;
}

function cycleProblems(plan: Plan): string[] {
  const settled = new Set<WorkstreamId>();
  let rest = plan.workstreams;
  for (;;) {
    const next = rest.filter(({ dependsOn }) => !dependsOn.every((id) => settled.has(id) || !rest.some((other) => other.id === id)));
    for (const { id } of rest) if (!next.some((other) => other.id === id)) settled.add(id);
    if (next.length === 0) return [];
    if (next.length === rest.length) return [`Workstreams ${rest.map(({ id }) => id).join(', ')} wait for each other.`];
    rest = next;
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
