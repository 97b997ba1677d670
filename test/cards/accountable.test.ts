/** Decisions as people see them: who may, how many, until when, and what time brings. */
import { describe, expect, it } from 'vitest';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { groupId, personId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { ANA, approved, BEN, by, CLEO, planned } from '../fixtures/workflow.ts';

describe('who may answer', () => {
  it.each([
    [{ approvers: ['ben'], approver_groups: ['leads'] }, '@ana, @ben or @leads can approve · parks after 24 h'],
    [{ approvals_needed: 2 }, 'Anyone here can approve · 2 of them must agree · parks after 24 h'],
    [{ requester_may_approve: false }, 'Anyone here can approve but @ana, who asked for it · parks after 24 h'],
    [{ approvers: ['ben'], requester_may_approve: false }, '@ben can approve; @ana, who asked for it, cannot · parks after 24 h'],
    [
      { approvers: ['ana'], requester_may_approve: false },
      'Nobody here can approve: @ana asked for it, and their own word does not count here · parks after 24 h',
    ],
    [{ approvers: ['ben'], approvals_needed: 3 }, '@ana or @ben can approve · 3 must agree, and only 2 may: others have to be asked · parks after 24 h'],
    [{ escalate_to: ['boss'], escalate_after_hours: 1.5, park_after_hours: 72 }, 'Anyone here can approve · goes to @boss after 1 h 30 m, parks after 3 d'],
  ])('%j', (settings, line) => {
    expect(text(planned({ settings }).now(), 'plan').split('\n').at(-2)).toBe(line);
  });

  it('is told: people by name, groups as groups', () => {
    const plan = planned({ settings: { approvers: ['ben'], approver_groups: ['leads'], requester_may_approve: false } }).now();
    expect(card(plan, 'plan')).toMatchObject({ notify: [BEN], notifyGroups: [groupId('leads')] });
  });

  it('shows the votes so far, and afterwards all who agreed', () => {
    const voted = planned({ settings: { approvals_needed: 2 } }).answer('approve', { actor: by(BEN) });
    expect(text(voted.now(), 'plan').split('\n').at(-2)).toBe('Anyone here can approve · 2 of them must agree · 1 of 2 so far: @ben · parks after 24 h');
    expect(text(voted.answer('approve', { actor: by(CLEO) }).now(), 'plan')).toContain('Approved by @cleo and @ben, 14:01 UTC.');
  });

  it('speaks of agreement only where an answer needs it', () => {
    const failed = approved({ settings: { approvals_needed: 1 } });
    expect(text(failed.fails('workstream 1', { kind: 'timeout', detail: '' }).now(), 'decision')).not.toContain('must agree');
  });
});

describe('time', () => {
  const settings = { approvers: ['ben'], escalate_to: ['cleo'], remind_after_hours: 1, escalate_after_hours: 2, park_after_hours: 3 };

  it('brings a reminder for those who may answer', () => {
    const reminded = planned({ settings }).waits(1);
    expect(text(reminded.now(), 'moment:1').split('\n')).toEqual([
      'Still waits for an answer, after 1 h · The plan',
      '@ana or @ben can decide · goes to @cleo after 2 h, parks after 3 h',
    ]);
    expect(card(reminded.now(), 'moment:1').notify).toEqual([ANA, BEN]);
    expect(text(reminded.answer('approve').now(), 'moment:1')).toBe('Still waits for an answer, after 1 h · The plan\nAnswered by @ana, 15:00 UTC.');
  });

  it('passes the question on, to people who may answer then', () => {
    const passed = planned({ settings }).waits(1).waits(1).now();
    expect(text(passed, 'moment:2')).toBe(
      'Passed on to @cleo: no answer for 2 h · The plan\n@ana or @ben can decide · passed on to @cleo, who can too · parks after 3 h',
    );
    expect(card(passed, 'moment:2').notify).toEqual([CLEO]);
  });

  it('parks the run, with one click to take it up', () => {
    const parked = planned({ settings }).waits(1).waits(1).waits(1);
    expect(text(parked.now(), 'moment:3')).toBe(
      'Parked: no answer for 3 h · The plan\nSilence is neither a yes nor a no, so the question stays open. An answer takes the run up again, and so does Resume.\n[Resume]',
    );
    expect(card(parked.now(), 'moment:3')).toMatchObject({
      notify: [ANA, BEN, CLEO],
      actions: [{ does: { kind: 'override', change: 'resume' } }],
    });
    expect(text(parked.now(), 'plan')).toContain('parked: nobody answered in time');
    const resumed = parked.feed({ kind: 'override', actor: by(BEN), change: { kind: 'resume' } });
    expect(text(resumed.now(), 'moment:3')).toBe('Parked: no answer for 3 h · The plan\nTaken up again by @ben, 17:00 UTC.');
    expect(text(resumed.waits(1).now(), 'moment:5')).toContain('Still waits for an answer, after 1 h · The plan');
  });

  it('is honest about a stall: slow is not lost', () => {
    const slow = approved().waits(0.15).now();
    expect(text(slow, 'moment:1').split('\n')).toEqual([
      'Nothing finished for 9 m, more than twice the estimate. 2 calls are still running: slow, not stuck; none is lost.',
      'At work: [1] Compare storage options and [2] Collect retention duties. Each call ends by itself after 30 m at the latest.',
    ]);
  });

  it.each([true, false])('has a long run report by itself (verbose_progress %s), and never rewrites what it said', (verbose_progress) => {
    const run = approved({ settings: { verbose_progress } }).done('workstream 1').waits(0.2);
    const report = () => run.now().moments.findIndex(({ kind }) => kind === 'progress') + 1;
    const said = text(run.now(), `moment:${report()}`);
    expect(said).toBe('13 m in: 1 of 4 workstreams done · $0.18 spent · at work: [2] Collect retention duties');
    expect(text(run.done('workstream 2').now(), `moment:${report()}`)).toBe(said);
  });

  it('names nobody who is not asked', () => {
    const reminded = planned({ settings: { approver_groups: ['leads'], requester_may_approve: false } }).waits(4);
    expect(card(reminded.now(), 'moment:1')).toMatchObject({ notify: [], notifyGroups: [groupId('leads')] });
    expect(text(planned().waits(4).now(), 'moment:1')).toContain('Anyone here can decide');
    expect(card(planned().waits(4).now(), 'moment:1').notify).toEqual([personId('ana')]);
  });
});

function card(workflow: Workflow, key: string) {
  const post = threadOf(workflow).findLast((one) => one.key === key || one.key.startsWith(`${key}:`));
  if (!post) throw new Error(`There is no ${key}: ${threadOf(workflow).map((one) => one.key)}`);
  return post.card;
}

function text(workflow: Workflow, key: string): string {
  return cardText(card(workflow, key));
}
