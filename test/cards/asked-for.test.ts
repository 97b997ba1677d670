import { describe, expect, it } from 'vitest';
import { costsCard } from '../../src/cards/costs.ts';
import { HELP_TOPICS, helpCard } from '../../src/cards/help.ts';
import { listCard } from '../../src/cards/list.ts';
import { noticeCard } from '../../src/cards/notice.ts';
import { refusalCard } from '../../src/cards/refusal.ts';
import { settingsCard, settingsFileCard } from '../../src/cards/settings.ts';
import { showCard, statusCard } from '../../src/cards/status.ts';
import { cardText, timeText } from '../../src/cards/text.ts';
import type { Voter } from '../../src/engine/decision.ts';
import type { RefusalReason } from '../../src/engine/event.ts';
import { groupId, type PersonId, personId, workstreamId } from '../../src/engine/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import type { ResolvedSettings, SettingSource } from '../../src/ports/settings-store.ts';
import { ANA, approved, BEN, CUT_OFF, finished, planned } from '../fixtures/workflow.ts';

const LEADS: Voter = { kind: 'group', group: groupId('leads') };
const somebody = (person: PersonId): Voter => ({ kind: 'person', person });
const notAllowed = (who: readonly Voter[], except: PersonId | null = null) => ({ kind: 'not-allowed', policy: { who, except, needed: 1 } }) as const;

describe('help', () => {
  it.each(HELP_TOPICS)('for %s shows how it is typed', (topic) => {
    expect(cardText(helpCard(topic, null))).toContain(topic === 'baton' ? '/orchestrate <task>' : topic);
  });

  it('begins with what was misread', () => {
    const text = cardText(helpCard('baton', { kind: 'unknown-command', typed: '/orchestrat', closest: '/orchestrate' }));
    expect(text).toMatch(/^! I do not know “\/orchestrat”\. Did you mean \/orchestrate\?\n/u);
  });
});

describe('a refusal', () => {
  const workflow = approved().now();
  const reasons: readonly (readonly [RefusalReason, string])[] = [
    [notAllowed([somebody(ANA), somebody(BEN), LEADS]), 'Only @ana, @ben or @leads can do that here. Ask one of them in the thread.'],
    [notAllowed([somebody(ANA), LEADS], ANA), 'Only @leads can do that here; @ana, who asked for it, cannot. Ask one of them in the thread.'],
    [notAllowed([somebody(ANA)], ANA), 'Nobody here can do that: @ana asked for it, and their own word does not count here.'],
    [notAllowed([{ kind: 'anyone' }], ANA), 'Anyone here but @ana, who asked for it, can do that.'],
    [{ kind: 'already-voted', option: 'approve', votes: 1, needed: 2 }, 'Your “Approve” counts already: 1 of 2. 1 more must agree, and it cannot be you.'],
    [
      { kind: 'above-ceiling', cap: { scope: 'person', unit: 'usd', day: '2026-11-21' }, ceiling: 5, asked: 6.25 },
      'Only an admin can raise this beyond $5.00; this was for $6.25.',
    ],
    [{ kind: 'unknown-name', what: 'persona', typed: 'startup-cot', closest: 'startup-cto' }, 'There is no persona “startup-cot”. Did you mean startup-cto?'],
    [{ kind: 'unknown-name', what: 'skill', typed: 'alchemy', closest: null }, 'There is no skill “alchemy”. /baton skills lists what there is.'],
    [{ kind: 'unknown-phase' }, 'This run has no such phase. The plan card shows them.'],
    [{ kind: 'no-handoff-yet' }, 'That phase has not handed over yet, so there is nothing to correct. You can add context instead.'],
    [{ kind: 'already-answered', by: BEN, option: 'approve', at: Date.UTC(2026, 10, 21, 14, 2) }, 'This was decided by @ben at 14:02 UTC (Approve).'],
    [{ kind: 'superseded' }, 'This question is not asked any more: what it was about has changed. Look at the newest card in the thread.'],
    [{ kind: 'unknown-decision' }, 'I do not know this question. It may belong to another run.'],
    [{ kind: 'unknown-option', options: ['approve', 'cancel'] }, 'That is not one of the answers here. Choose “Approve”, “Cancel”.'],
    [{ kind: 'text-needed' }, 'This answer needs a text with it: the context to add, or the result itself.'],
    [{ kind: 'unknown-workstream' }, 'This run has no such workstream. The plan card shows their numbers.'],
    [{ kind: 'plan-is-running' }, 'The plan has started, so it cannot be edited any more. You can still add context, skip a workstream or stop the run.'],
    [{ kind: 'plan-invalid', problems: ['[3] needs [2].'] }, 'The plan would not work like this; nothing was changed.\n- [3] needs [2].'],
    [{ kind: 'plan-moved-on', currentHash: 'x' }, 'Someone changed the plan since you opened it. Look at it again, then decide.'],
    [{ kind: 'no-plan-yet' }, 'There is no plan yet. It will stand in the first card of the thread.'],
    [{ kind: 'not-running' }, 'This run is not at work at the moment, so there is nothing to do that with.'],
    [{ kind: 'already-settled', workstream: workstreamId('2'), status: 'done' }, 'Workstream [2] is done already.'],
    [{ kind: 'workflow-ended' }, 'This run is over. A new request starts a new one.'],
  ];

  it.each(reasons)('says why and what would work: %j', (reason, text) => {
    expect(cardText(refusalCard(reason, workflow))).toBe(text);
    expect(cardText(refusalCard(reason, null))).toBe(text);
  });
});

describe('status, show and list', () => {
  it('say where a run stands', () => {
    const text = cardText(statusCard(approved().fails('workstream 1', CUT_OFF).now()));
    expect(text).toMatch(/^#12 is running · 0 of 4 done · \$0\.\d\d of \$2\.00\n/u);
    expect(text).toContain('Waits for an answer\n- [1] failed');
  });

  it('show a run in full, with who decided what', () => {
    const text = cardText(showCard(finished().now()));
    expect(text).toContain('The plan: Approve, @ana, 14:00 UTC');
    expect(text).toMatch(/Coverage: 4 of 4 workstreams\.$/u);
    expect(cardText(showCard(planned().now()))).toContain('Phase 1 (parallel)');
  });

  it('list runs in a line each, and say when there are none', () => {
    expect(cardText(listCard([]))).toBe('There are no runs yet. Start one with /orchestrate and a task.');
    expect(cardText(listCard([], true))).toBe('No run is open.');
    const { id, number, place, requester, requestedAt } = finished().now();
    const summary = { id, number, tenant: place.tenant, surface: 'web', channel: place.channel, thread: place.thread, requester } as const;
    const more = {
      task: 'Compare',
      pattern: 'mixed',
      status: 'completed',
      costUsd: 0.6,
      createdAt: requestedAt,
      updatedAt: requestedAt,
      done: 4,
      total: 4,
      version: 9,
    } as const;
    expect(cardText(listCard([{ ...summary, ...more }]))).toBe('1 run, newest first\n- #12 · completed · 4 of 4 done · $0.60 · Compare · asked by @ana');
  });
});

describe('settings', () => {
  const sources = Object.fromEntries(Object.keys(DEFAULT_SETTINGS).map((name) => [name, 'default'])) as Record<keyof typeof DEFAULT_SETTINGS, SettingSource>;
  const resolved: ResolvedSettings = { values: { ...DEFAULT_SETTINGS, max_parallel_agents: 4 }, sources: { ...sources, max_parallel_agents: 'channel' } };

  it('show each value with where it comes from', () => {
    const text = cardText(settingsCard(resolved));
    expect(text).toContain('max_parallel_agents: 4 · set for this channel · how many agents work at once in one run');
    expect(text).toContain('workflow_budget_usd: $2.00 · default');
    expect(text).toContain('approvers: anyone here · default');
    expect(text).toContain('remind_after_hours: after 4 h · default · when an open question is brought up again');
    expect(text).toContain('retention_days: never · default');
    expect(text).toContain('person_day_budget_usd: none · default');
  });

  it('show what was set, each in its unit', () => {
    const values = { ...DEFAULT_SETTINGS, groups: { leads: ['ana', 'ben'], ops: ['cleo'] }, approver_groups: ['leads'], retention_days: 90 };
    const text = cardText(settingsCard({ ...resolved, values: { ...values, person_day_budget_usd: 5, workspace_day_ceiling_tokens: 1_500_000 } }));
    expect(text).toContain('groups: leads: ana, ben; ops: cleo');
    expect(text).toContain('approvers: nobody by name');
    expect(text).toContain('retention_days: after 90 days');
    expect(text).toContain('person_day_budget_usd: $5.00');
    expect(text).toContain('workspace_day_ceiling_tokens: 1.5M tokens');
  });

  it('say what a change did, and when a channel hides it', () => {
    const text = cardText(settingsCard(resolved, { kind: 'changed', names: ['max_parallel_agents'], scope: 'workspace' }));
    expect(text).toContain('! Changed for the workspace: max_parallel_agents. It counts from the next run on.');
    expect(text).toContain('! This channel has its own value for max_parallel_agents, which goes first here.');
  });

  it('export inside a fence that no value can close', () => {
    expect(cardText(settingsFileCard('---\napprovers:\n  - "a```b"\n---\n'))).toContain('\n````yaml\n---');
  });
});

describe('text', () => {
  it('uses names where they are known, and the zone of the workspace', () => {
    const card = refusalCard(notAllowed([somebody(ANA), somebody(personId('u7'))]), null);
    expect(cardText(card, { names: new Map([[ANA, 'Ana M.']]) })).toBe('Only @Ana M. or @u7 can do that here. Ask one of them in the thread.');
    expect(timeText(Date.UTC(2026, 10, 21, 14, 2), 'Europe/Berlin')).toBe('15:02 CET');
  });

  it('tells a person what their words were taken as', () => {
    expect(cardText(noticeCard({ kind: 'taken', as: 'context' }))).toMatch(/^I took your message as context for what has not started yet\./u);
    expect(cardText(noticeCard({ kind: 'admins-only', admins: [ANA, BEN] }))).toBe('Only an admin can do that: @ana or @ben.');
  });

  it('tells a person what was not found', () => {
    expect(cardText(noticeCard({ kind: 'no-such-run', run: 9 }))).toBe('There is no run #9. /baton list shows the runs there are.');
    expect(cardText(noticeCard({ kind: 'no-run-here' }))).toBe('There is no run in this thread. /baton list shows the runs there are.');
    expect(cardText(noticeCard({ kind: 'not-over', number: 9 }))).toBe(
      'Run #9 is not over yet. In its thread you can add context, skip or stop; a retry starts from a run that has ended.',
    );
  });

  it('says what was removed, and what stays', () => {
    expect(cardText(noticeCard({ kind: 'cleaned', runs: 14, days: 30 }))).toBe(
      'Removed 14 runs that ended more than 30 days ago. What they cost stays in /baton costs; open runs were not touched.',
    );
    expect(cardText(noticeCard({ kind: 'cleaned', runs: 0, days: 1 }))).toBe('Nothing to remove: no run ended more than 1 day ago.');
  });
});

describe('costs', () => {
  const row = { runs: 2, costUsd: 1.25, chargedUsd: 1.25, inputTokens: 12_300, outputTokens: 4_100 };

  it('are a line each, the total last, with people as people', () => {
    const rows = [
      { ...row, key: 'ana' },
      { ...row, key: 'ben', runs: 1, costUsd: 0.4, chargedUsd: 0 },
    ];
    const total = { ...row, runs: 3, costUsd: 1.65, chargedUsd: 1.25 };
    expect(cardText(costsCard({ by: 'person', days: 7, rows, total })).split('\n')).toEqual([
      'Spent in the last 7 days, by person',
      '- @ana · $1.25 · 2 runs · 12.3k tokens in, 4.1k tokens out',
      '- @ben · $0 charged, $0.40 at table prices · 1 run · 12.3k tokens in, 4.1k tokens out',
      'Total · $1.25 charged, $1.65 at table prices · 3 runs · 12.3k tokens in, 4.1k tokens out',
      'The costs page has all of it as CSV.',
    ]);
  });

  it('name what has no name, leave out what nobody reads, and say when there is nothing', () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({ ...row, key: index === 0 ? '' : `persona-${index}` }));
    const text = cardText(costsCard({ by: 'persona', days: 1, rows, total: row }));
    expect(text).toContain('Spent today, by persona\n- no persona · $1.25');
    expect(text).toContain('And 5 more.');
    expect(cardText(costsCard({ by: 'day', days: 30, rows: [], total: { ...row, runs: 0 } }))).toBe('Nothing was spent in the last 30 days.');
  });
});
