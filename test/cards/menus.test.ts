import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { failureInShort, failureReason } from '../../src/cards/failure-words.ts';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import type { FailureKind } from '../../src/engine/failure.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { approved, artifact, BEN, by, CUT_OFF, type Story, type StoryOptions, story } from '../fixtures/workflow.ts';

describe('the failure menu', () => {
  it('says what failed, why, what waits for it, what is kept, and what each option costs and loses', () => {
    const [heading, why, stakes, who, actions] = menuText(atPhaseTwo().fails('workstream 3', CUT_OFF).now()).split('\n');
    expect(heading).toBe('Workstream [3] failed · Write the migration plan · third attempt, 4 m 00 s, $0.09 spent');
    expect(why).toBe("Why: the answer was cut off at the model's output limit (max_tokens): stopped at 24000 tokens. A smaller task fits.");
    expect(stakes).toBe('Blocked by it: [4] Review the plan for risk. Kept: [1] and [2].');
    expect(who).toBe('Anyone here can decide · parks after 24 h');
    expect(actions).toMatch(
      /^\[Retry, \+\$0\.\d\d\] \[Retry with more context, \+\$0\.\d\d\] \[Run as an iterative loop, up to \+\$0\.\d\d\] \[Supply the result myself, \$0\] \[Continue without it, \[4\] is lost too\] \[Cancel the rest\]$/u,
    );
  });

  it('asks for text where an option needs some', () => {
    const forms = menuOf(atPhaseTwo().fails('workstream 3', CUT_OFF).now()).actions.map(({ does }) =>
      does.kind === 'answer' ? [does.option, does.asks?.title ?? null] : [],
    );
    expect(forms).toEqual([
      ['retry', null],
      ['retry-with-context', 'Retry [3] with more context'],
      ['loop', null],
      ['supply', 'Supply the result of [3]'],
      ['continue', null],
      ['cancel-rest', null],
    ]);
  });

  it('says who chose what, with the note, and has no buttons then', () => {
    const retried = atPhaseTwo()
      .fails('workstream 3', CUT_OFF)
      .answer('retry-with-context', { actor: by(BEN), text: 'Leave out the appendix.' })
      .now();
    expect(menuOf(retried).actions).toEqual([]);
    expect(menuText(retried)).toMatch(/Retry with more context, chosen by @ben, 14:\d\d UTC\nWith this note: Leave out the appendix\.$/u);
  });

  it('does not take a rehearsal for a bill', () => {
    const text = menuText(atPhaseTwo({ rehearsal: true }).fails('workstream 3', { kind: 'rehearsed', detail: '' }).now());
    expect(text).toContain('$0.09 at table prices');
    expect(text).toContain('the rehearsal charges $0');
  });

  it('says so when it is not asked any more', () => {
    const stopped = atPhaseTwo()
      .fails('workstream 3', CUT_OFF)
      .feed({ kind: 'override', actor: by(BEN), change: { kind: 'cancel' } });
    expect(menuText(stopped.now())).toContain('No longer asked: the run has ended.');
  });

  it('has its own words for every kind of failure', () => {
    const kinds: readonly FailureKind[] = [
      ...(['refusal', 'max-tokens', 'context-overflow', 'malformed-output', 'timeout', 'rate-limited', 'overloaded'] as const),
      ...(['connection', 'server-error', 'invalid-request', 'authentication', 'rehearsed', 'plan-rejected', 'check-not-passed'] as const),
    ];
    const words = kinds.map((kind) => failureReason({ kind, detail: 'D' }));
    expect(new Set(words).size).toBe(kinds.length);
    expect(new Set(kinds.map((kind) => failureInShort({ kind, detail: '' }))).size).toBe(kinds.length);
    for (const sentence of words) expect(sentence).toMatch(/[a-z].*\.$/u);
  });
});

describe('the dependency menu', () => {
  const skipped = (): Story => atPhaseTwo().feed({ kind: 'override', actor: by(BEN), change: { kind: 'skip', workstream: workstreamId('3') } });

  it('offers to bring it back, to supply it, or to cancel what needs it', () => {
    const text = menuText(skipped().now());
    expect(text).toContain('[4] cannot start\nIt needs the result of [3] Write the migration plan (skipped by @ben). Baton never invents one.');
    expect(text).toMatch(/\[Bring \[3\] back and run it, \+\$0\.\d\d\] \[Supply the result myself, \$0\] \[Cancel \[4\], which needs it\]$/u);
  });

  it('takes a supplied result, and the end says that a person wrote it', () => {
    const supplied = skipped()
      .answer('supply', { supplied: artifact('mine.md'), text: 'By hand.' })
      .done('handoff p2')
      .done('workstream 4')
      .done('handoff p3')
      .done('synthesis');
    expect(endText(supplied.now())).toContain('Supplied by hand: [3] by @ana.');
  });
});

describe("the menus of Baton's own calls and of money", () => {
  it('says what could not be done and what is kept', () => {
    const failed = approved().done('workstream 1').done('workstream 2').fails('handoff p1', { kind: 'malformed-output', detail: '' });
    expect(menuText(failed.now())).toContain('The handoff of Phase 1 could not be written');
    expect(menuText(failed.now())).toContain('Kept: [1] and [2].');
    expect(menuText(failed.now())).toContain('[Retry] [Go on without the handoff] [Stop]');
  });

  it('stops before the call that could pass the cap', () => {
    const text = menuText(atPhaseTwo({ settings: { workflow_budget_usd: 0.5 } }).now());
    expect(text).toMatch(/^Paused before the next call: \$0\.30 of the \$0\.50 cap is spent\.\nThe next call may cost up to \$0\.\d\d/u);
    expect(text).toMatch(/\[Raise to \$0\.\d0\] \[Finish with what there is\] \[Stop\]$/u);
  });

  it('says whose budget of the day is full, when it goes on by itself, and who may raise it', () => {
    const cap = { scope: 'channel', unit: 'usd', day: '2026-11-21' } as const;
    const full = approved({ settings: { channel_day_budget_usd: 20 } })
      .done('workstream 1')
      .feed({ kind: 'override', actor: by(BEN), change: { kind: 'pause' } })
      .done('workstream 2')
      .feed({ kind: 'budget-reached', caps: [{ cap, limit: 20, spent: 19.5, reserved: 0.5 }] })
      .feed({ kind: 'override', actor: by(BEN), change: { kind: 'resume' } });
    expect(menuText(full.now()).split('\n')).toEqual([
      'Paused before the next call: $19.50 of the $20.00 for this channel’s runs on 2026-11-21 is spent.',
      '$0.50 more is set aside for calls at work. The next call may cost less than $0.01, which could pass the cap.',
      'At 00:00 UTC the day is over; then it goes on by itself.',
      'Only an admin can raise it beyond $20.00.',
      'Anyone here can decide · parks after 24 h',
      '[Raise to $25.00 for this run] [Finish with what there is] [Stop]',
    ]);
  });

  it('counts a budget of tokens in tokens', () => {
    const text = menuText(atPhaseTwo({ settings: { workflow_budget_tokens: 30_000 } }).now());
    expect(text).toMatch(/^Paused before the next call: 21\.0k tokens of this run’s 30\.0k tokens are spent\.\nThe next call may use up to \d+\.\dk tokens/u);
    expect(text).toMatch(/\[Raise to \d+\.\dk tokens\] \[Finish with what there is\] \[Stop\]$/u);
  });

  it('asks about a failed assessment too', () => {
    expect(menuText(story().fails('assessment', { kind: 'timeout', detail: '' }).now())).toContain('The task could not be assessed');
  });
});

function atPhaseTwo(options: StoryOptions = {}): Story {
  return approved(options).done('workstream 1').done('workstream 2').done('handoff p1');
}

function menuOf(workflow: Workflow): Card {
  const post = threadOf(workflow).findLast(({ key }) => key.startsWith('decision:'));
  if (!post) throw new Error('There is no menu.');
  return post.card;
}

function menuText(workflow: Workflow): string {
  return cardText(menuOf(workflow));
}

function endText(workflow: Workflow): string {
  const post = threadOf(workflow).find(({ key }) => key === 'end');
  return post ? cardText(post.card) : '';
}
