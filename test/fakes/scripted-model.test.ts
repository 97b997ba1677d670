/** The scripted model is trusted by other tests: that it fails when it should is tested here. */
import { expect, test } from 'vitest';
import { checkSchema } from '../../src/engine/answers.ts';
import { modelCall, never, SUBJECTS } from './model-calls.ts';
import { createScriptedModel } from './scripted-model.ts';

const write = { ...modelCall(), resultTag: true };

test('answers in the order of the script, by subject', async () => {
  const model = createScriptedModel([
    { subject: SUBJECTS.work, answer: { kind: 'failed', failure: { kind: 'timeout', detail: 'late' } } },
    { subject: SUBJECTS.check, answer: { kind: 'filled', value: { passed: true, reason: '', advice: '' } } },
    { subject: SUBJECTS.work, answer: { kind: 'after', gate: Promise.resolve(), answer: { kind: 'text', text: 'second' } } },
  ]);
  const check = { ...modelCall({ brief: { subject: SUBJECTS.check } }), schema: checkSchema, schemaName: 'check' };
  expect(await model.write(write, never)).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' } });
  expect(await model.fill(check, never)).toMatchObject({ kind: 'ok', value: { passed: true } });
  expect(await model.write(write, never)).toMatchObject({ kind: 'ok', value: 'second' });
  model.finish();
});

test('a call without an answer fails at once, and at the end', async () => {
  const model = createScriptedModel([]);
  await expect((async () => model.write(write, never))()).rejects.toThrow('workstream:1');
  expect(() => model.finish()).toThrow('workstream:1');
});

test('an answer that nobody asked for fails at the end', () => {
  expect(() => createScriptedModel([{ subject: SUBJECTS.plan, answer: { kind: 'hangs' } }]).finish()).toThrow('plan');
});

test('what hangs ends when it is aborted', async () => {
  const controller = new AbortController();
  const outcome = createScriptedModel([{ subject: SUBJECTS.work, answer: { kind: 'hangs' } }]).write(write, controller.signal);
  controller.abort();
  expect(await outcome).toEqual({ kind: 'aborted', usage: null });
});
