/** What a workstream was said to produce holds for its task, and for no other one that people give it. */
import { expect, test } from 'vitest';
import { branchFrom } from '../../src/engine/branch.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import { applyEdits } from '../../src/engine/plan-edit.ts';
import { ANN, by, PLAN, started } from './scenario.ts';

const SAID = { ...PLAN, workstreams: PLAN.workstreams.map((old) => ({ ...old, work: 'makes' as const })) };
const THREE = workstreamId('3');
const NOTHING = { agent: null, persona: null, skills: null, model: null, task: null } as const;

test('an override of the task takes it away, another persona does not', () => {
  const run = started(SAID);
  const changed = (more: { readonly persona?: string; readonly task?: string }) => {
    run.when({ kind: 'override', actor: by(ANN), change: { ...NOTHING, kind: 'change', workstream: THREE, ...more } });
    return run.state().proposal?.plan.workstreams[2];
  };
  expect(changed({ persona: 'startup-cto' })).toMatchObject({ persona: 'startup-cto', work: 'makes' });
  const after = changed({ task: 'Read it again.' });
  expect(after).toMatchObject({ task: 'Read it again.' });
  expect(after).not.toHaveProperty('work');
});

test('a branch with another task takes it away', () => {
  const run = started(SAID);
  run.when({ kind: 'override', actor: by(ANN), change: { kind: 'cancel' } });
  const branch = branchFrom(run.state(), THREE, { agent: null, persona: null, task: 'Read it again.' });
  expect(branch.kind === 'branch' ? branch.plan.workstreams.map(({ work }) => work) : branch.kind).toEqual(['makes', 'makes', undefined]);
});

test('an edit that leaves the task as it is leaves it too', () => {
  const [, , three] = SAID.workstreams;
  const reworded = (task: string | null) => {
    const edited = applyEdits(SAID, [{ kind: 'reword', workstream: THREE, title: 'Another', task }]);
    return edited.kind === 'plan' ? edited.plan.workstreams[2]?.work : edited.problems;
  };
  expect(reworded(null)).toBe('makes');
  expect(reworded(three?.task ?? '')).toBe('makes');
  expect(reworded('Read it again.')).toBeUndefined();
});
