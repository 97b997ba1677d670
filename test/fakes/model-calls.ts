/** Model calls for tests, with only what a test cares about spelled out. */
import type { Subject } from '../../src/engine/call.ts';
import { attemptId, phaseId, workstreamId } from '../../src/engine/ids.ts';
import type { Brief, ModelCall } from '../../src/ports/model.ts';

export const SUBJECTS = {
  assessment: { kind: 'assessment' },
  inline: { kind: 'inline' },
  plan: { kind: 'plan' },
  work: { kind: 'workstream', workstream: workstreamId('1') },
  check: { kind: 'check', workstream: workstreamId('1'), round: 1 },
  review: { kind: 'review', round: 1, workstream: workstreamId('1') },
  handoff: { kind: 'handoff', phase: phaseId('p1') },
  synthesis: { kind: 'synthesis' },
} as const satisfies Record<string, Subject>;

export function modelCall(change: Partial<Omit<ModelCall, 'brief'>> & { readonly brief?: Partial<Brief> } = {}): ModelCall {
  const { brief, ...rest } = change;
  const request = brief?.request ?? 'Compare two ways to store audit logs AND write a plan';
  return {
    attempt: attemptId('0198-a1'),
    role: 'general',
    model: 'claude-sonnet-5-5',
    maxTokens: 1_000,
    effort: 'high',
    timeoutMs: 20_000,
    system: 'You are a worker.',
    documents: [],
    prompt: 'Write the plan.',
    tools: null,
    onFirstToken: () => undefined,
    ...rest,
    brief: {
      subject: SUBJECTS.work,
      tryNumber: 1,
      request,
      title: 'Write the plan',
      task: 'Write the plan.',
      persona: null,
      buildsOn: [],
      gaps: [],
      plan: null,
      review: null,
      ...brief,
    },
  };
}

export const never: AbortSignal = new AbortController().signal;
