/** What people change, correct and redo, as they see it. */
import { describe, expect, it } from 'vitest';
import { eventLine } from '../../src/cards/event-line.ts';
import { cardText, lineText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { branchFrom } from '../../src/engine/branch.ts';
import { phaseId, workstreamId } from '../../src/engine/ids.ts';
import type { Override } from '../../src/engine/input.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { AUDIT_PLAN, approved, BEN, by, CUT_OFF, finished, planned, type Story, story } from '../fixtures/workflow.ts';

const WIDE = { ...AUDIT_PLAN, workstreams: AUDIT_PLAN.workstreams.map((old) => ({ ...old, dependsOn: [] })), phases: AUDIT_PLAN.phases.slice(0, 1) };
const ALL = { ...WIDE, phases: WIDE.phases.map((phase) => ({ ...phase, workstreams: WIDE.workstreams.map(({ id }) => id) })) };

describe('three failures', () => {
  const failing = () => ['1', '2', '3'].reduce((run, id) => run.fails(`workstream ${id}`, CUT_OFF), approved({ plan: ALL }));

  it('stop new starts, and say what is there', () => {
    const lines = text(failing().now(), 'decision').split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Stopped starting new work: 3 of 4 failed.',
      '0 of 4 tasks completed. Failed: [1], [2] and [3] (all: cut off at the output limit). There are no results yet.',
      'Anyone here can decide · parks after 24 h',
    ]);
    expect(lines[3]).toMatch(/^\[Retry the failed ones, \+\$0\.\d\d\] \[Adjust and retry, \+\$0\.\d\d\] \[Accept what there is(?:, \[4\] is lost too)?\]$/u);
  });

  it('say what a person wants different', () => {
    const adjusted = failing().answer('adjust', { actor: by(BEN), text: 'One page each.' });
    expect(text(adjusted.now(), 'decision')).toMatch(/Adjust and retry, chosen by @ben, 14:\d\d UTC\nWith this note: One page each\.$/u);
  });
});

describe('a change while the plan runs', () => {
  it('asks where the approval does not cover it', () => {
    const none = { ...AUDIT_PLAN, workstreams: AUDIT_PLAN.workstreams.map((old) => ({ ...old, agent: 'explore' as const })) };
    const asked = override(approved({ plan: none }), {
      ...NOTHING,
      kind: 'change',
      workstream: workstreamId('3'),
      agent: 'general',
      task: 'Write it in detail.',
    });
    expect(text(asked.now(), 'decision').split('\n')).toEqual([
      '@ben wants to change [3] Write the migration plan',
      'To: agent general, a new task.',
      'The new task: Write it in detail.',
      'The approval covers explore agents, not general. [3] Write the migration plan waits as it is until then.',
      'Anyone here can decide · parks after 24 h',
      '[Apply the change] [Leave it as it was]',
    ]);
  });

  it('stands on the live card where a model was chosen', () => {
    const changed = override(approved(), { ...NOTHING, kind: 'change', workstream: workstreamId('4'), model: 'claude-sonnet-5-5' });
    expect(text(changed.now(), 'live')).toContain('[4] Review the plan for risk · waits for [3] · on claude-sonnet-5-5');
    expect(ledger(changed)).toContain('@ben changed [4] Review the plan for risk: model claude-sonnet-5-5.');
  });

  it('is recorded with its author, whatever it was', () => {
    let run = override(approved(), { kind: 'change-phase', phase: phaseId('p2'), persona: 'strict-lawyer', skills: [] });
    run = override(run, { kind: 'reorder', workstream: workstreamId('3'), dependsOn: [workstreamId('1')] });
    expect(ledger(run)).toEqual(
      expect.arrayContaining(['@ben changed Phase 2: persona strict-lawyer, no skills.', '@ben moved [3] Write the migration plan: it waits for [1] now.']),
    );
  });
});

describe('a corrected handoff', () => {
  const handedOver = () => approved().done('workstream 1').done('workstream 2').done('handoff p1');
  const corrected = () => override(handedOver(), { kind: 'correct-handoff', phase: phaseId('p1'), decisions: ['24 months.'], openItems: [] });

  it('opens as a form with what stands there now', () => {
    const [action] = card(handedOver().now(), 'handoff:p1').actions;
    expect(action).toMatchObject({
      label: 'Correct this',
      does: {
        kind: 'correct-handoff',
        phase: 'p1',
        asks: {
          fields: [
            { name: 'decisions', value: 'Append-only table in Postgres for 13 months; object storage after that.', required: false },
            { name: 'openItems', value: 'Does legal accept 13 months for EU staff data?', required: false },
          ],
        },
      },
    });
  });

  it('says by whom, marks who had read the old one, and offers a rerun with its price', () => {
    const now = corrected().now();
    expect(text(now, 'handoff:p1')).toContain(
      'Decisions: 24 months.\nArtifacts\n- comparison.md (5.1 KB)\n- retention.md (5.1 KB)\nOpen items: none\nCorrected by @ben.',
    );
    expect(text(now, 'live')).toMatch(/\[3\] Write the migration plan · running .* · stale: it read the handoff before it was corrected/u);
    expect(text(now, 'decision').split('\n').slice(0, 2)).toEqual([
      '[3] read the handoff of Phase 1 before it was corrected',
      '@ben corrected it since. Made from the old one: [3] Write the migration plan.',
    ]);
    expect(text(now, 'decision')).toMatch(/\[Run \[3\] again, \+\$0\.\d\d\] \[Keep what was made\]$/u);
    expect(ledger(corrected().answer('keep'))).toEqual(
      expect.arrayContaining([
        '@ben corrected the handoff of Phase 1: 1 decision, 0 open items; [3] had read the old one.',
        '@ana kept what [3] made from the old handoff.',
      ]),
    );
  });

  it('counts what was built on the stale result, in words and in the price', () => {
    const later = handedOver().done('workstream 3').done('handoff p2');
    const asked = override(later, { kind: 'correct-handoff', phase: phaseId('p1'), decisions: ['24 months.'], openItems: [] }).now();
    expect(text(asked, 'decision')).toContain('[4] and the handoff of Phase 2 were built on that, and would be made again as well; the price has them in it.');
    const price = (workflow: Workflow) => [...workflow.decisions.values()].at(-1)?.options[0]?.addsUsd ?? 0;
    expect(price(asked)).toBeGreaterThan(price(corrected().now()));
  });
});

describe('a gate', () => {
  const gated = (verbose_progress: boolean) =>
    approved({ settings: { phase_gates: 'all', verbose_progress } })
      .done('workstream 1')
      .done('workstream 2')
      .done('handoff p1');

  it('says what waits and what it builds on', () => {
    expect(text(gated(true).now(), 'decision').split('\n')).toEqual([
      'Phase 2 waits for a yes before it starts.',
      'It would do: [3] Write the migration plan.',
      'It builds on the handoff above. If that is wrong, correct it there first.',
      'Anyone here can decide · parks after 24 h',
      '[Go on] [Finish with what there is] [Stop]',
    ]);
  });

  it('shows the handoff itself where progress is not posted', () => {
    expect(text(gated(false).now(), 'decision')).toContain('It builds on this\nDecisions: Append-only table in Postgres');
  });
});

describe('a branch', () => {
  const branched = (change: string | null = null): Story => {
    const former = finished().now();
    const made = branchFrom(former, workstreamId('4'), change === null ? null : { agent: null, persona: null, task: change });
    if (made.kind !== 'branch') throw new Error(made.kind);
    return story({ givenPlan: made.plan, plan: made.plan, reuse: made.reuse });
  };

  it('is offered at the end, with the workstreams to choose from', () => {
    const [action] = card(finished().now(), 'end').actions;
    expect(action).toMatchObject({ label: 'Branch from a step', does: { kind: 'branch', number: 12 } });
    const fields = action?.does.kind === 'branch' ? action.does.asks.fields : [];
    expect(fields.map(({ name }) => name)).toEqual(['workstream', 'text']);
    expect(fields[0]).toMatchObject({ choices: expect.arrayContaining([{ value: '3', label: '[3] Write the migration plan' }]) });
    expect(card(planned().answer('cancel').now(), 'end').actions).toEqual([]);
  });

  it('shows the saving first on its plan', () => {
    const lines = text(branched().now(), 'plan').split('\n');
    expect(lines[0]).toContain('Branch of #12');
    expect(lines[3]).toBe('Reuses 3 of 4 results of #12, saves about $0.18. [4] is made anew.');
    expect(lines).toContain('[1] Compare storage options · reused from #12');
  });

  it('counts on its plan what still stands after an edit', () => {
    const lines = text(
      branched()
        .feed({ kind: 'edit-plan', actor: by(BEN), baseHash: null, edits: [ANOTHER_THIRD] })
        .now(),
      'plan',
    ).split('\n');
    expect(lines).toContain('Reuses 2 of 4 results of #12, saves about $0.12. [3] and [4] are made anew.');
    expect(lines).toContain('[1] Compare storage options · reused from #12');
    expect(lines.find((one) => one.startsWith('[3]'))).toContain('Agent: ');
  });

  it('lists on its plan what people had said', () => {
    const former = finished().now();
    const notes = [{ by: BEN, text: 'Prices in euros.', workstream: workstreamId('4'), at: 1 }];
    const made = branchFrom({ ...former, notes }, workstreamId('4'), null);
    if (made.kind !== 'branch') throw new Error(made.kind);
    const reuse = { ...made.reuse, models: [{ workstream: workstreamId('4'), model: 'claude-haiku-5-5' as const }] };
    const shown = text(story({ givenPlan: made.plan, plan: made.plan, reuse }).now(), 'plan');
    expect(shown).toContain('As in #12\n- @ben told [4]: Prices in euros.\n- [4] on claude-haiku-5-5\n');
  });

  it('says it on the live card and at the end', () => {
    const run = branched().answer('approve');
    expect(text(run.now(), 'live')).toContain('[1] Compare storage options · reused from #12');
    expect(text(run.now(), 'live')).toContain('Reuses 3 of 4 results of #12, saves about $0.18.');
    const ended = run.done('workstream 4').done('handoff p3').done('synthesis');
    expect(text(ended.now(), 'end').split('\n')[1]).toMatch(/ · Reused 3 of 4 results of #12, saved about \$0\.18$/u);
    expect(ledger(ended)[0]).toBe('@ana asked for work (orchestrate); 3 results of #12 reused.');
  });
});

const ANOTHER_THIRD = { kind: 'reword', workstream: workstreamId('3'), title: null, task: 'Write it in Spanish.' } as const;
const NOTHING = { agent: null, persona: null, skills: null, model: null, task: null } as const;

function override(run: Story, change: Override): Story {
  return run.feed({ kind: 'override', actor: by(BEN), change });
}

function ledger(run: Story): readonly string[] {
  return run.log().map(({ event }) => lineText(eventLine(run.now(), event, new Map())));
}

function card(workflow: Workflow, key: string) {
  const post = threadOf(workflow).findLast((one) => one.key === key || one.key.startsWith(`${key}:`));
  if (!post) throw new Error(`There is no ${key}: ${threadOf(workflow).map((one) => one.key)}`);
  return post.card;
}

function text(workflow: Workflow, key: string): string {
  return cardText(card(workflow, key));
}
