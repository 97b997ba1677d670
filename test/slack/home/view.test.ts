import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readButton } from '../../../adapters/slack/blocks/button.ts';
import { threadLink } from '../../../adapters/slack/home/thread-link.ts';
import { homeView, homeWith } from '../../../adapters/slack/home/view.ts';
import { type HomeRun, visibleTo } from '../../../adapters/slack/home/visible.ts';
import { readViewButton } from '../../../adapters/slack/modals/view-button.ts';
import { HOME_WORDS } from '../../../src/cards/home-words.ts';
import { notWelcomeCard } from '../../../src/cards/not-welcome.ts';
import { waitingFor } from '../../../src/cards/waiting-for.ts';
import { channelId, personId, tenantId, threadId, workflowId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/engine/settings.ts';
import type { Workflow, WorkflowStatusWord } from '../../../src/engine/state.ts';
import { coverageOf, statusWord } from '../../../src/engine/status.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';
import { elementsIn } from '../../fakes/slack/people/elements.ts';
import { randomRun } from '../../fixtures/random-run.ts';
import { ANA, approved, BEN, by, CLEO, CUT_OFF, finished, planned } from '../../fixtures/workflow.ts';
import { expectToFit } from '../modals/held-form.ts';

const TENANT = tenantId('T1');
const GENERAL = channelId('C0000001');
const SECRET = channelId('G0000002');
const SETTINGS = { values: DEFAULT_SETTINGS, sources: Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, 'default'])) as never };

function summary(overrides: Partial<WorkflowSummary> = {}): WorkflowSummary {
  return {
    id: workflowId('w1'),
    number: 12,
    tenant: TENANT,
    surface: 'slack',
    channel: GENERAL,
    thread: threadId('1700000000.000100'),
    requester: ANA,
    task: 'Compare three ways to store audit logs',
    pattern: 'mixed',
    status: 'running',
    costUsd: 0.42,
    createdAt: 0,
    updatedAt: 0,
    done: 1,
    total: 4,
    version: 3,
    ...overrides,
  };
}

function runOf(workflow: Workflow, overrides: Partial<WorkflowSummary> = {}): HomeRun {
  const { done, total } = coverageOf(workflow);
  const of = summary({ id: workflow.id, number: workflow.number, status: statusWord(workflow), done, total, ...overrides });
  return { summary: of, permalink: 'https://team.slack.com/archives/C0000001/p1700000000000100', waiting: waitingFor(workflow, by(ANA)) };
}

function homeOf(runs: readonly HomeRun[], reads: readonly string[] = [GENERAL]) {
  const view = homeView({ visible: visibleTo({ tenant: TENANT, person: ANA, reads: new Set(reads.map(channelId)) }, runs), settings: SETTINGS });
  expectToFit(view, 'home');
  return { view, shown: JSON.stringify(view.blocks) };
}

describe('the App Home', () => {
  it('tells how to start where there is nothing yet', () => {
    const { shown } = homeOf([]);
    expect(shown).toContain(HOME_WORDS.empty);
    expect(shown).toContain('max_parallel_agents: 3');
  });

  it('shows what waits with its buttons, what is at work with a way to change it, and what is over, each with its thread', () => {
    const { view, shown } = homeOf([runOf(planned().now(), { number: 1 }), runOf(approved().now(), { number: 2 }), runOf(finished().now(), { number: 3 })]);
    const headings = view.blocks.flatMap((block) => (block.type === 'header' && 'text' in block ? [(block as { text: { text: string } }).text.text] : []));
    expect(headings).toEqual([HOME_WORDS.waiting, HOME_WORDS.running, HOME_WORDS.finished, HOME_WORDS.settings]);
    for (const number of ['#1', '#2', '#3']) expect(shown).toContain(`"text":"${number}"`);
    expect(shown).toContain('https://team.slack.com/archives/C0000001/p1700000000000100');
    const pressed = elementsIn(view.blocks).map(
      ({ element }) => readButton(element.action_id, element.value) ?? readViewButton(element.action_id, element.value),
    );
    expect(pressed.map((one) => one?.kind)).toEqual(['answer', 'edit-plan', 'answer', 'answer', 'answer', 'change-list', 'settings']);
  });

  it('keeps what is private to its members, and other workspaces out', () => {
    const runs = [
      runOf(planned().now(), { number: 1, task: 'open to all' }),
      runOf(planned().now(), { number: 2, channel: SECRET, task: 'the secret plan' }),
      runOf(approved().now(), { number: 3, channel: channelId('D0000003'), task: 'said to Baton alone' }),
      runOf(finished().now(), { number: 4, tenant: tenantId('T2'), task: 'of another workspace' }),
    ];
    const { shown } = homeOf(runs);
    expect(shown).toContain('open to all');
    for (const hidden of ['the secret plan', 'said to Baton alone', 'of another workspace', '#2', '#3', '#4']) expect(shown).not.toContain(hidden);
    expect(homeOf(runs, [GENERAL, SECRET]).shown).toContain('the secret plan');
    expect(homeOf(runs, []).shown).toContain(HOME_WORDS.empty);
  });

  it('takes only runs that went through that filter', () => {
    const state = { visible: { runs: [runOf(planned().now())] }, settings: SETTINGS };
    // @ts-expect-error whoever makes the list otherwise has not asked who may see it
    expect(() => homeView(state)).not.toThrow();
  });

  it('lets no name, task or address come alive', () => {
    const task = '<!channel> <@U0123456> *bold* <https://evil.example|click> &amp; :tada:';
    const { view, shown } = homeOf([{ ...runOf(finished().now(), { task }), permalink: 'javascript:alert(1)' }]);
    expect(shown).not.toContain('javascript:');
    expect(JSON.stringify(view.blocks.filter((block) => JSON.stringify(block).includes('mrkdwn')))).not.toContain('<!channel>');
    expect(shown).not.toContain('"type":"broadcast"');
    expect(shown).not.toContain('"type":"user"');
  });

  it('says how many there are more, when there are many, and never more than fits', () => {
    const asks = approved().fails('workstream 1', CUT_OFF).fails('workstream 2', CUT_OFF).now();
    const states: readonly WorkflowStatusWord[] = ['planning', 'running', 'paused', 'parked', 'completed', 'failed', 'partial', 'cancelled'];
    const runs = Array.from({ length: 300 }, (_, index): HomeRun => {
      const status = states[index % states.length] ?? 'running';
      const task = 'A long task. '.repeat(23);
      return index % 3 === 0 ? runOf(asks, { number: index, task }) : { summary: summary({ number: index, status, task }), permalink: null, waiting: [] };
    });
    const { shown } = homeOf(runs);
    expect(shown.match(/\d+ more: /gu)).toHaveLength(3);
  });

  it('fits whatever runs are at', () => {
    fc.assert(
      fc.property(fc.array(randomRun, { maxLength: 12 }), (many) => {
        homeOf(many.flatMap((states) => states.slice(-3)).map((workflow, index) => runOf(workflow, { number: index })));
      }),
      { numRuns: 25 },
    );
  });
});

describe('the App Home of somebody who may not use Baton', () => {
  it('says why, and shows nothing else', () => {
    const view = homeWith(notWelcomeCard('guest', [personId('U0123456')]));
    expectToFit(view, 'home');
    expect(JSON.stringify(view.blocks)).toContain('Guests cannot use Baton');
    expect(elementsIn(view.blocks).filter(({ element }) => element.type === 'button')).toEqual([]);
  });
});

describe('the address of a thread', () => {
  const like = 'https://team.slack.com/archives/C0000009/p1600000000000200?thread_ts=1.2';
  it('is made after another one of the workspace', () => {
    expect(threadLink(like, GENERAL, threadId('1700000000.000100'))).toBe('https://team.slack.com/archives/C0000001/p1700000000000100');
  });

  it('is not made up', () => {
    for (const other of ['', 'http://team.slack.com/archives/C1/p1', 'javascript:alert(1)', 'https://team.slack.com/client/T1'])
      expect(threadLink(other, GENERAL, threadId('1700000000.000100'))).toBeNull();
    expect(threadLink(like, channelId('../x'), threadId('1700000000.000100'))).toBeNull();
    expect(threadLink(like, GENERAL, threadId('thread'))).toBeNull();
  });
});

describe('what waits for somebody', () => {
  it('is what they may answer and have not voted on', () => {
    const needs = { settings: { approvers: ['ben', 'cleo'], approvals_needed: 2, requester_may_approve: false } };
    const run = planned(needs);
    expect(waitingFor(run.now(), by(ANA))).toEqual([]);
    expect(waitingFor(run.now(), by(BEN)).map(({ question }) => question)).toEqual(['The plan']);
    const voted = run.answer('approve', { actor: by(BEN) }).now();
    expect(waitingFor(voted, by(BEN))).toEqual([]);
    expect(waitingFor(voted, by(CLEO))).toHaveLength(1);
    expect(waitingFor(voted, by(personId('dora')))).toEqual([]);
  });

  it('has the buttons of the thread', () => {
    const labels = waitingFor(approved().fails('workstream 1', CUT_OFF).now(), by(ANA)).flatMap(({ actions }) => actions.map(({ label }) => label));
    expect(labels.some((label) => label.startsWith('Supply the result myself'))).toBe(true);
    expect(waitingFor(finished().now(), by(ANA))).toEqual([]);
  });
});
