/**
 * The request's own AND and THEN in a plan: no part is dropped, none is put together with another, and what comes after
 * a THEN builds on what stands before it. A request with more parts than a plan may have workstreams has parts merged.
 */
import type { WorkstreamId } from './ids.ts';
import { MAX_WORKSTREAMS, type Plan, type Workstream } from './plan.ts';

/** `stages`: how many parts each stage of the request has. Parts count from 1 over all stages. `flat`: in this arrangement nothing waits. */
export function structureProblems(plan: Plan, stages: readonly number[], flat: boolean): readonly string[] {
  const count = stages.reduce((sum, parts) => sum + parts, 0);
  if (count < 2) return [];
  const order = flat ? [] : [...orderProblems(plan, stages, reachOf(plan)), ...depthProblems(plan, stages.length)];
  return [...droppedParts(plan, count), ...mergedParts(plan, stages, count), ...order];
}

/** Where one worker may do several parts: none is dropped, and what comes after a THEN never comes before it. */
export function keptProblems(plan: Plan, stages: readonly number[]): readonly string[] {
  const count = stages.reduce((sum, parts) => sum + parts, 0);
  return count < 2 ? [] : [...droppedParts(plan, count), ...orderProblems(plan, stages, reachOf(plan))];
}

/** Of a plan that only begins: what it names of the request stands in its order, each part alone, and the first of it is there. */
export function begunProblems(plan: Plan, stages: readonly number[]): readonly string[] {
  const [first = 0] = stages;
  const count = stages.reduce((sum, parts) => sum + parts, 0);
  if (count < 2) return [];
  const isBegun = plan.workstreams.some((workstream) => partsOf(workstream).some((part) => part <= first));
  return [
    ...(isBegun ? [] : ['No workstream does a part of the request from before its first THEN.']),
    ...mergedParts(plan, stages, count),
    ...startedProblems(plan, stages),
  ];
}

/** Of a plan that goes on: what it names of the request so far stands in its order. */
export function startedProblems(plan: Plan, stages: readonly number[]): readonly string[] {
  return orderProblems(plan, stages, reachOf(plan));
}

function droppedParts(plan: Plan, count: number): string[] {
  const done = new Set(plan.workstreams.flatMap(partsOf));
  const dropped = Array.from({ length: count }, (_, index) => index + 1).filter((part) => !done.has(part));
  const unknown = [...done].filter((part) => part > count);
  return [
    ...dropped.map((part) => `No workstream does part ${part} of the request.`),
    ...unknown.map((part) => `A workstream names part ${part}; the request has ${count}.`),
  ];
}

function mergedParts(plan: Plan, stages: readonly number[], count: number): string[] {
  const stageOf = stagesByPart(stages);
  return plan.workstreams.flatMap((workstream) => {
    const parts = partsOf(workstream);
    if (parts.length < 2) return [];
    const which = `Workstream ${workstream.id} does parts ${parts.join(', ')} of the request`;
    if (count <= MAX_WORKSTREAMS) return [`${which}; each of them is a workstream of its own.`];
    const isAcross = new Set(parts.map((part) => stageOf[part - 1])).size > 1;
    return isAcross && stages.length <= MAX_WORKSTREAMS ? [`${which}, and a THEN stands between them. Merge only parts that are joined by AND.`] : [];
  });
}

function orderProblems(plan: Plan, stages: readonly number[], reach: Reach): string[] {
  const stageOf = stagesByPart(stages);
  const staged = plan.workstreams.flatMap((workstream) => {
    const found = partsOf(workstream).flatMap((part) => stageOf[part - 1] ?? []);
    return found.length === 0 ? [] : [{ id: workstream.id, first: Math.min(...found), last: Math.max(...found) }];
  });
  return staged.flatMap(({ id, first, last }) => {
    const needed = reach.get(id) ?? new Set();
    const later = staged.filter((other) => other.first > last && needed.has(other.id));
    const before = staged.filter((other) => other.last === first - 1);
    return [
      ...later.map((other) => `Workstream ${id} waits for ${other.id}, which comes after a THEN in the request.`),
      ...(before.length > 0 && !before.some((other) => needed.has(other.id))
        ? [`Workstream ${id} comes after a THEN in the request, but waits for none of ${before.map((other) => other.id).join(', ')}.`]
        : []),
    ];
  });
}

function depthProblems(plan: Plan, stages: number): string[] {
  const needed = Math.min(stages, MAX_WORKSTREAMS);
  const depth = depthOf(plan);
  return depth < needed ? [`The request has ${stages} stages joined by THEN; the plan's longest chain of dependencies has ${depth}.`] : [];
}

function partsOf(workstream: Workstream): readonly number[] {
  return [...new Set(workstream.parts ?? [])];
}

/** The stage of each part, both from 0. */
function stagesByPart(stages: readonly number[]): readonly number[] {
  return stages.flatMap((parts, stage) => Array.from({ length: parts }, () => stage));
}

type Reach = ReadonlyMap<WorkstreamId, ReadonlySet<WorkstreamId>>;

/** What each workstream waits for, directly or through others. Ends for circles too. */
function reachOf(plan: Plan): Reach {
  const reach = new Map(plan.workstreams.map(({ id, dependsOn }) => [id, new Set(dependsOn)]));
  for (let grew = true; grew; ) {
    grew = false;
    for (const needed of reach.values()) {
      const before = needed.size;
      for (const id of [...needed]) for (const further of reach.get(id) ?? []) needed.add(further);
      grew ||= needed.size > before;
    }
  }
  return reach;
}

/** Workstreams on the longest chain of dependencies. */
function depthOf(plan: Plan): number {
  const depth = new Map<WorkstreamId, number>();
  for (let round = 0; round < plan.workstreams.length; round += 1) {
    for (const { id, dependsOn } of plan.workstreams)
      depth.set(id, Math.min(plan.workstreams.length, 1 + Math.max(0, ...dependsOn.map((one) => depth.get(one) ?? 0))));
  }
  return Math.max(0, ...depth.values());
}
