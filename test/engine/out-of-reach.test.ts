/** Words that their author takes back, and a run that nobody can be reached about. */
import { describe, expect, it } from 'vitest';
import { inputId, personId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import { statusWord } from '../../src/engine/status.ts';
import { approved, by, CUT_OFF, planned } from '../fixtures/workflow.ts';

const NOTE = inputId('slack:T1:message:C1:1.2');
const [AUTHOR, OTHER] = [personId('ben'), personId('cleo')];

describe('context taken back', () => {
  const noted = () => approved().feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'add-context', workstream: null, text: 'Lunch?', id: NOTE } });

  it('is gone for what starts afterwards, and only its author can do it', () => {
    const run = noted();
    expect(run.now().notes).toMatchObject([{ by: AUTHOR, text: 'Lunch?', id: NOTE }]);
    run.feed({ kind: 'override', actor: { ...by(OTHER), admin: true }, change: { kind: 'withdraw-context', note: NOTE } });
    expect(run.log().at(-1)?.event).toMatchObject({ kind: 'refused', reason: { kind: 'unknown-note' } });
    run.feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'withdraw-context', note: NOTE } });
    expect(run.now().notes).toEqual([]);
    run.feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'withdraw-context', note: NOTE } });
    expect(run.log().at(-1)?.event).toMatchObject({ kind: 'refused', reason: { kind: 'unknown-note' } });
  });

  it('is theirs to take back also where they may not direct the run any more', () => {
    const run = approved({ settings: { approvers: ['ben'] } })
      .feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'add-context', workstream: null, text: 'Lunch?', id: NOTE } })
      .feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'withdraw-context', note: NOTE } });
    expect(run.now().notes).toEqual([]);
  });
});

describe('a place out of reach', () => {
  it('holds what has not started, lets what runs finish, and goes on when it is back', () => {
    const run = approved({ settings: { max_parallel_agents: 1 } });
    expect(run.now().running.size).toBe(1);
    run.feed({ kind: 'place-changed', reason: 'archived' });
    expect(statusWord(run.now())).toBe('parked');
    expect(run.now().running.size).toBe(1);
    run.done('workstream 1');
    expect(run.now().running.size).toBe(0);
    expect(run.now().workstreams.get([...run.now().workstreams.keys()][0] ?? ('' as never))?.status.kind).toBe('done');
    run.feed({ kind: 'place-changed', reason: null });
    expect(run.now().away).toBeNull();
    expect(run.now().running.size).toBe(1);
  });

  it('reminds nobody of a question that they cannot see, and gives it all its time again', () => {
    const run = planned();
    const before = openDecisions(run.now())[0]?.deadline;
    run.feed({ kind: 'place-changed', reason: 'left' });
    expect(nextDue(run.now())).toBeNull();
    run.feed({ kind: 'time-passed' });
    expect(openDecisions(run.now())[0]?.reminded).toBe(false);
    run.feed({ kind: 'place-changed', reason: null });
    const after = openDecisions(run.now())[0]?.deadline;
    expect(after?.remindAt).toBeGreaterThanOrEqual(before?.remindAt ?? 0);
    expect(nextDue(run.now())).toBe(after?.remindAt);
  });

  it('is recorded once for each reason, and not at all once the run is over', () => {
    const run = planned();
    const lost = () => run.log().filter(({ event }) => event.kind === 'place-lost').length;
    run.feed({ kind: 'place-changed', reason: 'left' }).feed({ kind: 'place-changed', reason: 'left' });
    expect(lost()).toBe(1);
    run.feed({ kind: 'place-changed', reason: 'uninstalled' });
    expect(lost()).toBe(2);
    run.feed({ kind: 'place-changed', reason: null }).feed({ kind: 'place-changed', reason: null });
    expect(run.log().filter(({ event }) => event.kind === 'place-back')).toHaveLength(1);
    run.feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'cancel' } }).feed({ kind: 'place-changed', reason: 'left' });
    expect(lost()).toBe(2);
    expect(run.now().away).toBeNull();
  });

  it('can be answered from elsewhere, and cancelled', () => {
    const run = approved().fails('workstream 1', CUT_OFF);
    run.feed({ kind: 'place-changed', reason: 'deleted' });
    run.feed({ kind: 'override', actor: by(AUTHOR), change: { kind: 'cancel' } });
    expect(run.now().stage).toMatchObject({ kind: 'ended', outcome: 'cancelled' });
  });
});
