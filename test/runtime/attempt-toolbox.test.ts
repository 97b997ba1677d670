/** Each attempt reads what its workstream may see, and not what its siblings made. */
import { expect, test } from 'vitest';
import type { ArtifactRef } from '../../src/engine/body.ts';
import { attemptToolbox } from '../../src/runtime/attempt-toolbox.ts';
import { PLAN, ref, requestOf, scenario } from '../engine/scenario.ts';
import { never } from '../fakes/model-calls.ts';
import { ws } from '../prompts/materials.ts';

const memory = { content: (found: ArtifactRef) => Promise.resolve(new TextEncoder().encode(`content of ${found.name}`)) };

function running() {
  const run = scenario(requestOf({ givenPlan: PLAN, inputs: [ref('notes')] }));
  run.answer('approve');
  run.succeed('workstream 1');
  run.succeed('workstream 2');
  run.succeed('handoff p1');
  return run.state();
}

const kindOf = async (id: string, tool: string, name: string) => (await attemptToolbox(running(), ws(id), memory)?.run(tool, { name }, never))?.kind;

test('files of the request, for every workstream', async () => {
  expect([await kindOf('1', 'read_input', 'notes.md'), await kindOf('3', 'read_input', 'notes.md')]).toEqual(['ok', 'ok']);
});

test('of a share of the files, only those', async () => {
  const notes = ref('notes');
  const [first, ...others] = PLAN.workstreams;
  if (!first) throw new Error('The plan is empty.');
  const plan = { ...PLAN, workstreams: [{ ...first, partition: { files: [notes.id], items: [] } }, ...others] };
  const run = scenario(requestOf({ givenPlan: plan, inputs: [notes, ref('other')] }));
  run.answer('approve');
  const toolbox = attemptToolbox(run.state(), ws('1'), memory);
  expect((await toolbox?.run('read_input', { name: 'notes.md' }, never))?.kind).toBe('ok');
  expect(await toolbox?.run('read_input', { name: 'other.md' }, never)).toEqual({
    kind: 'refused',
    reason: 'There is no "other.md" to read here. There is: "notes.md".',
  });
});

test('results only where the workstream depends on them', async () => {
  expect([await kindOf('3', 'read_artifact', 'result-1.md'), await kindOf('2', 'read_artifact', 'result-1.md')]).toEqual(['ok', 'refused']);
});

test("Baton's own calls have no tools", () => {
  expect(attemptToolbox(running(), { kind: 'synthesis' }, memory)).toBeNull();
});
