/** A call that breaks off inside Baton: before the model was asked it costs nothing, afterwards what was set aside for it. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Workflow } from '../../src/engine/state.ts';
import type { Model } from '../../src/ports/model.ts';
import { createCallSlots } from '../../src/runtime/call-slots.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { DriveMemory } from '../../src/runtime/drive-memory.ts';
import { createIds } from '../../src/runtime/ids.ts';
import { performCall } from '../../src/runtime/perform-call.ts';
import { type Scenario, started, USAGE } from '../engine/scenario.ts';
import { libraryOf } from '../fakes/library.ts';

const bug = () => Promise.reject(new Error('a bug'));
const unread: DriveMemory = { keep: () => undefined, content: bug, text: bug, whole: bug };
const plain: DriveMemory = { ...unread, whole: (body) => Promise.resolve(body.kind === 'inline' ? body.text : '') };

/** Books how the first call of a run ends, and shows what it cost beside what was set aside. */
async function ended(model: Pick<Model, 'write'>, memory: DriveMemory) {
  const run: Scenario = started();
  const [attempt] = run.state().running.values();
  if (!attempt) throw new Error('A call should run.');
  const before: Workflow = run.state();
  const deps = {
    ...{ model: { kind: 'real', fill: bug, ...model } as const, library: libraryOf(), ids: createIds(systemClock) },
    history: { likeRuns: () => Promise.resolve([]) },
    ...{ slots: createCallSlots({ total: 1, perTenant: 1 }), log: pino({ level: 'silent' }) },
  };
  const end = await performCall(before, attempt, memory, deps, new AbortController().signal);
  if (!end) throw new Error('The call has no end.');
  run.when(end.input);
  const { costUsd, chargedUsd } = run.state().spent;
  const reserved = attempt.reservedUsd;
  expect(reserved).toBeGreaterThan(0);
  return { kind: end.input.kind, cost: [costUsd - before.spent.costUsd, chargedUsd - before.spent.chargedUsd], reserved };
}

const nothing = { ...USAGE, inputTokens: 0, outputTokens: 0, costUsd: 0, chargedUsd: 0 };

test('before the model was asked it costs nothing', async () => {
  const { kind, cost } = await ended({ write: bug }, unread);
  expect([kind, cost]).toEqual(['call-failed', [0, 0]]);
});

const BROKEN: readonly (readonly [string, Pick<Model, 'write'>])[] = [
  ['while it was asked', { write: bug }],
  // Its text is not even text: what makes a result of it throws.
  ['after it had answered', { write: () => Promise.resolve({ kind: 'ok', value: null as unknown as string, usage: USAGE }) }],
  ['when the model ends it by itself, and cannot tell', { write: () => Promise.resolve({ kind: 'aborted', usage: null }) }],
];

test.each(BROKEN)('%s it costs what was set aside', async (_, model) => {
  const { kind, cost, reserved } = await ended(model, plain);
  expect([kind, cost]).toEqual(['call-failed', [reserved, reserved]]);
});

test('a call that was turned away costs nothing', async () => {
  const turnedAway = { kind: 'failed', failure: { kind: 'rate-limited', detail: '' }, usage: nothing } as const;
  const { kind, cost } = await ended({ write: () => Promise.resolve(turnedAway) }, plain);
  expect([kind, cost]).toEqual(['call-failed', [0, 0]]);
});
