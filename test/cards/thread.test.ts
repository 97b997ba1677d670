import { describe, expect, it } from 'vitest';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import type { Ballot } from '../../src/engine/answers.ts';
import type { CallResult } from '../../src/engine/input.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { ANA, approved, artifact, BEN, by, CUT_OFF, finished, PANEL_PLAN, planned } from '../fixtures/workflow.ts';

describe('the thread of a run', () => {
  it('reads in the order in which things happened', () => {
    expect(keys(finished().now())).toEqual(['plan', 'live', 'phase:p1', 'handoff:p1', 'phase:p2', 'handoff:p2', 'phase:p3', 'moment:1', 'handoff:p3', 'end']);
  });

  it('is short where progress is not wanted: the plan, questions, a restart, the end', () => {
    const quiet = { settings: { verbose_progress: false } };
    const run = approved(quiet).done('workstream 1').feed({ kind: 'driver-took-over' }).fails('workstream 2', CUT_OFF).answer('cancel-rest');
    expect(keys(run.done('synthesis').now())).toEqual(['plan', 'resumption:1', expect.stringMatching(/^decision:/u), 'end']);
    expect(text(approved(quiet).now(), 'plan')).toContain('/baton status shows it, /baton cancel stops it.');
  });

  it('says nothing of phases whose work was called off beforehand', () => {
    const gap = approved()
      .done('workstream 1')
      .done('workstream 2')
      .done('handoff p1')
      .fails('workstream 3', CUT_OFF)
      .answer('continue', { actor: by(BEN) });
    expect(keys(gap.now()).filter((key) => key.endsWith(':p3'))).toEqual([]);
    expect(text(gap.now(), 'handoff:p2')).toContain('Switching to: integration of all results into one answer.');
  });
});

describe('the live card', () => {
  it('has a row per workstream with state, time, tokens and cost, and a sum against the cap', () => {
    const lines = text(approved().done('workstream 2', 100).now(), 'live').split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '1 of 4 done · $0.18 of $2.00 · 1 m 40 s',
      '[1] Compare storage options · running 1 m 40 s',
      '[2] Collect retention duties · done in 1 m 40 s · 4.2k tokens, $0.06',
      '[3] Write the migration plan · waits for [1]',
      '[4] Review the plan for risk · waits for [3]',
    ]);
    expect(lines.at(-1)).toBe('[Pause] [Change] [Add context] [Stop]');
  });

  it('offers to resume while it is paused, and says who paused it', () => {
    const paused = text(
      approved()
        .feed({ kind: 'override', actor: by(BEN), change: { kind: 'pause' } })
        .now(),
      'live',
    );
    expect(paused).toContain('Paused by @ben, 14:01 UTC. What runs now finishes; nothing new starts.');
    expect(paused).toContain('[Resume] [Change] [Add context] [Stop]');
  });

  it('points at an open question', () => {
    expect(text(approved().fails('workstream 1', CUT_OFF).now(), 'live')).toContain('Waits for an answer: see the open question in this thread.');
  });

  it('counts the rounds of a loop', () => {
    const loop = approved().fails('workstream 1', CUT_OFF).answer('loop').done('workstream 1').done('check 1');
    expect(text(loop.now(), 'live')).toMatch(/\[1\] Compare storage options · running .* · round 1 of at most 5/u);
  });
});

describe('a handoff', () => {
  it('carries decisions, artifacts and open items, and what the next one will see', () => {
    expect(text(approved().done('workstream 1').done('workstream 2', 60).done('handoff p1', 8).now(), 'handoff:p1').split('\n')).toEqual([
      'Phase 1 complete · 2 of 2 · 2 m 38 s · $0.12',
      'Decisions: Append-only table in Postgres for 13 months; object storage after that.',
      'Artifacts',
      '- comparison.md (5.1 KB)',
      '- retention.md (5.1 KB)',
      'Open items: Does legal accept 13 months for EU staff data?',
      'Switching to: Phase 2, startup-cto · it will see these lines and the artifacts it depends on, nothing else',
      '[Correct this]',
    ]);
  });
});

describe('a restart', () => {
  it('leaves a receipt', () => {
    const back = approved().done('workstream 1').feed({ kind: 'driver-took-over' }, 200);
    expect(text(back.now(), 'resumption:1')).toMatch(
      /^Back at 14:05 UTC after an unplanned stop\. Kept 1 result\. Running 1 attempt again; up to \$0\.\d\d may be spent twice\. Nothing else was lost\.$/u,
    );
  });
});

describe('an expert panel', () => {
  const panel = approved({ plan: PANEL_PLAN })
    .done('workstream 1', 90, opinion('not-ready', 'red', ['revoke UPDATE'], 'Not ready. The writer can update its own rows.'))
    .done('workstream 3', 10, opinion('ready-with-conditions', 'yellow', ['Revoke UPDATE', 'partition by month'], 'Go, with care.'));

  it('shows each ballot as it arrives, and no count before the last one', () => {
    expect(keys(panel.now())).toEqual(['plan', 'live', 'phase:p1', 'ballot:1', 'ballot:3']);
    expect(text(panel.now(), 'ballot:1')).toContain('security-expert · ● red · confidence 0.8 · not ready');
  });

  it('counts positions and risks, joins conditions, and quotes the minority word for word', () => {
    const all = panel.done('workstream 2', 20, opinion('ready-with-conditions', 'green', [], 'Good to go.')).now();
    expect(text(all, 'panel').split('\n')).toEqual([
      'Panel: 2 ready with conditions, 1 not ready.',
      'Risk: 1 red, 1 yellow, 1 green. A red stands, whatever the majority says.',
      'By domain',
      '- law: ● red (security-expert), ● yellow (growth-marketer), ● green (startup-cto)',
      'Conditions',
      '- revoke UPDATE (security-expert and growth-marketer)',
      '- partition by month (growth-marketer)',
      'Minority, word for word',
      '- security-expert: “Not ready. The writer can update its own rows.”',
      'It does not decide by itself: a person does, below.',
    ]);
  });
});

describe('the end', () => {
  it('gives the answer, what was made, what it took against the estimate, and last the coverage', () => {
    const lines = text(finished().now(), 'end').split('\n');
    expect(lines[0]).toBe('Done: audit-log storage and migration');
    expect(lines[1]).toMatch(/^Workstreams: 4 of 4 · Time: 11 m 54 s · Phases: 3 · Cost: \$0\.60 \(estimate \$0\.\d\d\)$/u);
    expect(lines).toContain('## Recommendation');
    expect(lines).toContain('- risk-review.md (5.1 KB)');
    expect(lines).toContain('- [2] assumed EU data only.');
    expect(lines.slice(-2)).toEqual(['Coverage: 4 of 4 workstreams.', '[Branch from a step]']);
  });

  it('names what is missing, why, and by whom', () => {
    const gap = approved()
      .done('workstream 1')
      .done('workstream 2')
      .done('handoff p1')
      .fails('workstream 3', CUT_OFF)
      .answer('continue', { actor: by(BEN) });
    const lines = text(gap.done('synthesis').now(), 'end').split('\n');
    expect(lines[0]).toBe('Done in part: audit-log storage and migration');
    expect(lines.at(-2)).toBe(
      'Coverage: 2 of 4. Missing: [3] Write the migration plan (failed: cut off at the output limit; left out by @ben) and [4] Review the plan for risk (cancelled by @ben).',
    );
  });

  it('says what is kept when someone stops it', () => {
    const stopped = approved()
      .done('workstream 1')
      .feed({ kind: 'override', actor: by(BEN), change: { kind: 'cancel' } });
    expect(text(stopped.now(), 'end')).toMatch(/^Stopped by @ben: Compare[\s\S]*\n1 result is kept below, as it is\.\nDeliverables\n- comparison\.md/u);
  });

  it('says that nothing was run when the plan was cancelled or dismissed', () => {
    expect(text(planned().answer('cancel').now(), 'end')).toMatch(/^Cancelled before the start by @ana[\s\S]*Coverage: 0 of 4\. Nothing was run\.$/u);
    expect(text(planned({ mode: 'plan-only' }).answer('dismiss').now(), 'end')).toMatch(/^Dismissed by @ana[\s\S]*The plan was shown and not run\./u);
  });

  it('invents nothing when nothing came out', () => {
    const none = approved().fails('workstream 1', CUT_OFF).fails('workstream 2', CUT_OFF).answer('continue').answer('continue');
    expect(text(none.now(), 'end')).toContain('No workstream brought a result, so there is nothing to integrate.');
  });

  it('tells the requester, and says $0 charged after a rehearsal', () => {
    const end = threadOf(finished({ rehearsal: true }).now()).find(({ key }) => key === 'end');
    expect(end?.card.notify).toEqual([ANA]);
    expect(end && cardText(end.card)).toContain('Cost: $0.60 at table prices, $0 charged');
  });
});

function keys(workflow: Workflow): readonly string[] {
  return threadOf(workflow).map(({ key }) => key);
}

function text(workflow: Workflow, key: string): string {
  const post = threadOf(workflow).find((one) => one.key === key);
  if (!post) throw new Error(`There is no ${key}; there are ${keys(workflow).join(', ')}.`);
  return cardText(post.card);
}

function opinion(position: Ballot['position'], risk: Ballot['risk'], conditions: readonly string[], summary: string): CallResult {
  const ballot: Ballot = { position, risk, domains: [{ domain: 'law', risk }], conditions: [...conditions], summary, confidence: 0.8, evidence: [] };
  return { kind: 'workstream', artifact: artifact(`${risk}.md`), opening: summary, ballot };
}
