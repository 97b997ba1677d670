/** Failures: retries, menus, what they block, and what each choice does. */
import { describe, expect, it } from 'vitest';
import { coverageOf, statusWord } from '../../src/engine/status.ts';
import { ANN, kinds, ref, started } from './scenario.ts';

const statusOf = (run: ReturnType<typeof started>, id: string) => [...run.state().workstreams.values()].find((record) => record.id === id)?.status.kind;
const openKinds = (run: ReturnType<typeof started>) =>
  [...run.state().decisions.values()].filter(({ state }) => state.kind === 'open').map(({ question }) => question.kind);

describe('a workstream that fails', () => {
  it('is tried three times in all, then asks, and blocks what needs it', () => {
    const run = started();
    run.fail('workstream 1', undefined, 2);
    expect(run.running()).toContain('workstream 1');
    run.fail('workstream 1');
    expect(run.running()).toEqual(['workstream 2']);
    expect([statusOf(run, '1'), statusOf(run, '3')]).toEqual(['failed', 'blocked']);
    expect(openKinds(run)).toEqual(['failure-menu']);
  });

  it('is not tried again when a second try cannot end differently', () => {
    const run = started();
    run.fail('workstream 1', { kind: 'authentication', detail: '401' });
    expect(statusOf(run, '1')).toBe('failed');
    expect(run.state().workstreams.get(run.state().workstreams.keys().next().value ?? ('' as never))?.attempts).toBe(1);
  });

  it('lets its siblings finish while the menu is open', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.succeed('workstream 2');
    expect(statusOf(run, '2')).toBe('done');
    expect(run.running()).toEqual([]);
    expect(statusWord(run.state())).toBe('waiting');
  });

  it('is retried with what a person added, and the error stays for the prompt', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.answer('retry-with-context', { text: 'Use the EU figures.' });
    expect(run.state().notes).toMatchObject([{ by: ANN, text: 'Use the EU figures.', workstream: '1' }]);
    expect(run.state().tries.get('workstream:1')).toMatchObject({ failed: 0, failedEver: 3, lastFailure: { kind: 'timeout' } });
    expect(statusOf(run, '3')).toBe('pending');
  });

  it('asks for the text that an option needs', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    expect(run.answer('retry-with-context').events).toEqual([{ kind: 'refused', reason: { kind: 'text-needed' }, actor: ANN }]);
    expect(openKinds(run)).toEqual(['failure-menu']);
  });

  it('can be supplied by hand, and its dependents go on', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.succeed('workstream 2');
    run.answer('supply', { text: 'By hand', supplied: ref('by-hand') });
    run.succeed('handoff p1');
    expect(run.running()).toEqual(['workstream 3']);
    expect(coverageOf(run.state()).missing.map(({ id }) => id)).toEqual(['3']);
  });

  it('can be left out: what needs it is lost, and the coverage says so', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.succeed('workstream 2');
    run.answer('continue');
    expect(statusOf(run, '3')).toBe('cancelled');
    run.succeed('handoff p1');
    run.succeed('synthesis');
    expect(statusWord(run.state())).toBe('partial');
    expect(coverageOf(run.state())).toMatchObject({ done: 1, total: 3 });
    expect(coverageOf(run.state()).missing.map(({ id, why }) => [id, why.kind])).toEqual([
      ['1', 'failed'],
      ['3', 'cancelled'],
    ]);
  });

  it('can end the rest: what runs is aborted, what is done is integrated', () => {
    const run = started();
    run.succeed('workstream 2');
    run.fail('workstream 1', undefined, 3);
    run.answer('cancel-rest');
    expect(run.running()).toEqual(['synthesis']);
    run.succeed('synthesis');
    expect(statusWord(run.state())).toBe('partial');
  });

  it('with nothing done at all ends as failed, and no model is asked to make something up', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.answer('cancel-rest');
    expect(run.running()).toEqual([]);
    expect(statusWord(run.state())).toBe('failed');
  });
});

describe('the iterative loop', () => {
  it('checks every round and ends at the first that passes', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.answer('loop');
    run.succeed('workstream 1');
    expect(run.running()).toContain('check 1');
    run.succeed('check 1', { kind: 'check', verdict: { passed: false, reason: 'No figures.', advice: 'Add figures.' } });
    expect(run.running()).toContain('workstream 1');
    run.succeed('workstream 1');
    expect(kinds(run.succeed('check 1'))).toContain('workstream-done');
  });

  it('gives up after five rounds and asks again', () => {
    const run = started();
    run.fail('workstream 1', undefined, 3);
    run.answer('loop');
    for (let round = 1; round <= 5; round += 1) {
      run.succeed('workstream 1');
      run.succeed('check 1', { kind: 'check', verdict: { passed: false, reason: 'Still no.', advice: 'Try on.' } });
    }
    expect(statusOf(run, '1')).toBe('failed');
    expect(run.running()).toEqual(['workstream 2']);
    expect(openKinds(run)).toEqual(['failure-menu']);
    // The next attempt must know what five checks did not let pass.
    run.answer('retry');
    expect(run.state().tries.get('workstream:1')?.lastFailure).toEqual({ kind: 'check-not-passed', detail: 'Still no.' });
  });
});

describe('Baton own calls', () => {
  it('that fail for good reach a person', () => {
    const run = started();
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    run.fail('handoff p1', undefined, 3);
    expect(openKinds(run)).toEqual(['call-failed']);
    run.answer('continue');
    expect(run.running()).toEqual(['workstream 3']);
  });

  it('are tried again when a person says so', () => {
    const run = started();
    run.succeed('workstream 1');
    run.succeed('workstream 2');
    run.fail('handoff p1', undefined, 3);
    run.answer('retry');
    expect(run.running()).toEqual(['handoff p1']);
  });
});
