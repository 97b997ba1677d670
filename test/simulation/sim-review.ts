/** What a simulated supervisor chooses: anything that a real one could, beyond its bounds included. */
import { subjectKey } from '../../src/engine/call.ts';
import { type WorkstreamId, workstreamId } from '../../src/engine/ids.ts';
import { AGENT_TYPES, type Workstream } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Review } from '../../src/engine/supervision.ts';
import { nextRound, underReview } from '../../src/engine/under-review.ts';
import type { Random } from './random.ts';

export function anyReview(random: Random, workflow: Workflow): Review {
  const reason = 'simulated';
  if (wasTooLong(workflow) && random.chance(0.6))
    return { choice: 'spawn', reason, added: { ...anyPiece(random, workflow), task: LONG }, correction: null, sizes: {} };
  const choice = random.weighted({ accept: 1, redo: 1.2, reassign: 1.2, spawn: 3, finish: 0.5 });
  switch (choice) {
    case 'redo':
      return { choice, reason, notes: random.chance(0.9) ? 'more' : ' ' };
    case 'reassign':
      return { choice, reason, notes: random.pick([null, 'more']), agent: random.pick([null, ...AGENT_TYPES]), persona: random.pick([null, 'one', 'two']) };
    case 'spawn':
      return { choice, reason, added: anyPiece(random, workflow), correction: null, sizes: {} };
    case 'finish':
      return { choice, reason };
    default:
      return { choice: 'accept', reason };
  }
}

const LONG = Array.from({ length: 600 }, () => 'word').join(' ');

/** Who was told so often does it again. */
function wasTooLong(workflow: Workflow): boolean {
  const tries = workflow.tries.get(subjectKey({ kind: 'review', round: nextRound(workflow), workstream: underReview(workflow) ?? workstreamId('1') }));
  return tries?.lastFailure?.detail.includes('words with its role') ?? false;
}

/** One in ten has a number that is taken, or waits for what is not there. */
function anyPiece(random: Random, workflow: Workflow): Workstream {
  const known: readonly WorkstreamId[] = [...workflow.workstreams.keys()];
  const next = random.chance(0.9) ? Math.max(0, ...known.map(Number)) + 1 : 1;
  const dependsOn = known.filter(() => random.chance(0.3));
  return {
    id: workstreamId(String(next)),
    title: `Part ${next}`,
    task: random.chance(0.8) ? `do part ${next}` : LONG,
    agent: random.pick(AGENT_TYPES),
    persona: random.pick([null, 'one']),
    skills: [],
    dependsOn: random.chance(0.95) ? dependsOn : [...dependsOn, workstreamId('99')],
    estimateMinutes: random.int(1, 15),
    output: 'text',
    deliverable: `part-${next}.md`,
    successCheck: null,
    ...(random.chance(0.6) ? { parts: [random.int(1, 3)] } : {}),
  };
}
