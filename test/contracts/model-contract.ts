/** What every model owes the engine, whoever answers: checked for Claude over HTTP and for the rehearsal model. */
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { assessmentSchema, ballotSchema, checkSchema, handoffSchema, planDraftSchema, synthesisSchema } from '../../src/engine/answers.ts';
import { priceOf } from '../../src/engine/model-table.ts';
import { reviewSchema } from '../../src/engine/supervision.ts';
import type { Brief, Model, ModelCall, ModelOutcome } from '../../src/ports/model.ts';
import { modelCall, never, SUBJECTS } from '../fakes/model-calls.ts';

export interface ModelHarness {
  readonly model: Model;
  readonly chargesMoney: boolean;
  /** Each makes the next call end that way, and gives what the call must carry for it. */
  answersText(): CallChange;
  fills(value: unknown): CallChange;
  answersUnusably(): CallChange;
  neverAnswers(): CallChange;
  /** Resolves when the call that never answers is under way. */
  underWay(): Promise<void>;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
}

export type CallChange = { readonly brief?: Partial<Brief> };

const FORMS: readonly (readonly [keyof typeof SUBJECTS, z.ZodType, unknown])[] = [
  [
    'assessment',
    assessmentSchema,
    { indicators: [{ name: 'size', points: 1, reason: 'long' }], tree: [{ question: 'independent', yes: true, reason: 'parts' }] },
  ],
  [
    'plan',
    planDraftSchema,
    {
      pattern: 'fan-out',
      reason: 'independent',
      workstreams: [
        {
          title: 'A',
          task: 'Do A',
          agent: 'explore',
          persona: null,
          skills: [],
          template: null,
          work: 'finds',
          parts: [],
          dependsOn: [],
          estimateMinutes: 3,
          deliverable: 'a.md',
          successCheck: null,
        },
      ],
    },
  ],
  [
    'work',
    ballotSchema,
    { position: 'ready', confidence: 0.5, risk: 'green', domains: [{ domain: 'law', risk: 'green' }], summary: 'fine', conditions: [], evidence: [] },
  ],
  ['check', checkSchema, { passed: true, reason: 'done', advice: '' }],
  ['review', reviewSchema, { choice: 'finish', reason: 'Enough.', notes: null, agent: null, persona: null, next: null }],
  ['handoff', handoffSchema, { decisions: ['x'], openItems: [] }],
  ['synthesis', synthesisSchema, { title: 'Done', answer: 'All of it', notes: [] }],
];

export function modelContract(harness: () => ModelHarness): void {
  test('writes text, with what it used at table prices', async () => {
    const { model, chargesMoney, answersText } = harness();
    const call = modelCall(answersText());
    const outcome = await model.write({ ...call, resultTag: true }, never);
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
    expect(outcome.value.trim()).not.toBe('');
    expect(outcome.value).not.toContain('<result>');
    expect(outcome.usage.model).toBe(call.model);
    expect(outcome.usage.inputTokens).toBeGreaterThan(0);
    expect(outcome.usage.outputTokens).toBeGreaterThan(0);
    expect(outcome.usage.costUsd).toBeCloseTo(priceOf(call.model, outcome.usage) ?? Number.NaN, 12);
    expect(outcome.usage.chargedUsd).toBe(chargesMoney ? outcome.usage.costUsd : 0);
  });

  test.each(FORMS)('fills the form of a %s', async (subject, schema, value) => {
    const { model, fills } = harness();
    const outcome = await model.fill({ ...modelCall(withSubject(fills(value), subject)), schema, schemaName: subject }, never);
    expect(outcome.kind).toBe('ok');
    expect(outcome.kind === 'ok' && schema.safeParse(outcome.value).success).toBe(true);
  });

  test('an answer that cannot be used is malformed output, and was paid for', async () => {
    const { model, answersUnusably } = harness();
    const outcome = await model.write({ ...modelCall(answersUnusably()), resultTag: true }, never);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'malformed-output' }, usage: { model: 'claude-sonnet-5-5' } });
  });

  test('an abort before the call asks nothing', async () => {
    const { model } = harness();
    const outcome = await model.write({ ...modelCall(), resultTag: true }, AbortSignal.abort());
    expect(outcome.kind).toBe('aborted');
  });

  test('an abort ends a call that is under way', async () => {
    const { outcome, controller, underWay } = hanging(harness(), { timeoutMs: 60_000 });
    await underWay();
    controller.abort();
    expect((await outcome).kind).toBe('aborted');
  });

  test('a call ends at its own time limit, by name', async () => {
    const { outcome, underWay, pass } = hanging(harness(), { timeoutMs: 250 });
    await underWay();
    await pass(250);
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' } });
  });
}

function withSubject(change: CallChange, subject: keyof typeof SUBJECTS): CallChange {
  return { brief: { ...change.brief, subject: SUBJECTS[subject] } };
}

function hanging(harness: ModelHarness, change: Pick<ModelCall, 'timeoutMs'>) {
  const controller = new AbortController();
  const call = modelCall({ ...harness.neverAnswers(), ...change });
  const outcome: Promise<ModelOutcome<string>> = harness.model.write({ ...call, resultTag: true }, controller.signal);
  return { outcome, controller, underWay: harness.underWay, pass: harness.pass };
}
