import { describe, expect, it } from 'vitest';
import { HELP_TOPICS, helpCard } from '../../src/cards/help.ts';
import { listCard } from '../../src/cards/list.ts';
import { noticeCard } from '../../src/cards/notice.ts';
import { refusalCard } from '../../src/cards/refusal.ts';
import { settingsCard, settingsFileCard } from '../../src/cards/settings.ts';
import { showCard, statusCard } from '../../src/cards/status.ts';
import { cardText, timeText } from '../../src/cards/text.ts';
import type { RefusalReason } from '../../src/engine/event.ts';
import { personId, workstreamId } from '../../src/engine/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import type { ResolvedSettings, SettingSource } from '../../src/ports/settings-store.ts';
import { ANA, approved, BEN, CUT_OFF, finished, planned } from '../fixtures/workflow.ts';

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
    [{ kind: 'not-allowed', who: [ANA, BEN] }, 'Only @ana or @ben can do that here. Ask one of them in the thread.'],
    [{ kind: 'not-allowed', who: [] }, 'You cannot decide this here.'],
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
    const card = refusalCard({ kind: 'not-allowed', who: [ANA, personId('u7')] }, null);
    expect(cardText(card, { names: new Map([[ANA, 'Ana M.']]) })).toBe('Only @Ana M. or @u7 can do that here. Ask one of them in the thread.');
    expect(timeText(Date.UTC(2026, 10, 21, 14, 2), 'Europe/Berlin')).toBe('15:02 CET');
  });

  it('tells a person what their words were taken as', () => {
    expect(cardText(noticeCard({ kind: 'taken', as: 'context' }))).toMatch(/^I took your message as context for what has not started yet\./u);
    expect(cardText(noticeCard({ kind: 'admins-only', admins: [ANA, BEN] }))).toBe('Only an admin can change settings: @ana or @ben.');
  });

  it('tells a person what was not found', () => {
    expect(cardText(noticeCard({ kind: 'no-such-run', number: 9 }))).toBe('There is no run #9. /baton list shows the runs there are.');
    expect(cardText(noticeCard({ kind: 'no-run-here' }))).toBe('There is no run in this thread. /baton list shows the runs there are.');
  });
});
