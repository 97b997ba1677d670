/** A model that takes no time and costs nothing: what is left is the machinery around it. */
import type { Usage } from '../src/engine/call.ts';
import type { Model, ModelCall } from '../src/ports/model.ts';

export interface NoOpModel extends Model {
  /** Size of what it writes. */
  bytes: number;
}

export function noOpModel(bytes: number): NoOpModel {
  return {
    kind: 'real',
    bytes,
    write(call) {
      return Promise.resolve({ kind: 'ok', value: 'y'.repeat(this.bytes), usage: usage(call) });
    },
    fill(call) {
      const value = call.schema.parse(answers(this.bytes)[call.schemaName]);
      return Promise.resolve({ kind: 'ok', value, usage: usage(call) });
    },
  };
}

function usage(call: ModelCall): Usage {
  return { model: call.model, inputTokens: 100, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 100, costUsd: 0, chargedUsd: 0 };
}

/** By the name of the schema: a COMPLEX task of three parts (two joined by AND, one after a THEN), nothing to hand on, and a synthesis of the usual size. */
function answers(bytes: number): Readonly<Record<string, unknown>> {
  const workstream = (title: string, part: number, dependsOn: readonly number[]) => ({
    title,
    task: `Do this part: ${title}`,
    agent: 'general',
    persona: null,
    skills: [],
    template: null,
    work: 'makes',
    parts: [part],
    dependsOn,
    estimateMinutes: 5,
    deliverable: title,
    successCheck: null,
  });
  return {
    assessment: {
      indicators: ['deliverables', 'cross-cutting', 'size', 'domains'].map((name) => ({ name, points: 1, reason: 'It has several parts.' })),
      tree: [],
    },
    plan: {
      pattern: 'mixed',
      reason: 'The last part needs the first two.',
      workstreams: [workstream('one', 1, []), workstream('two', 2, []), workstream('three', 3, [1, 2])],
    },
    handoff: { decisions: [], openItems: [] },
    synthesis: { title: 'Done', answer: 'y'.repeat(bytes), notes: [] },
  };
}
