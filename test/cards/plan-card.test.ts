import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { ANA, AUDIT_PLAN, approved, BEN, by, planned, story } from '../fixtures/workflow.ts';

describe('the plan card', () => {
  it('is there at once, as assessing, with the request and who asked', () => {
    const text = planText(story().now());
    expect(text).toContain('(ORCHESTRATOR) · Mode: /orchestrate · assessing');
    expect(text).toContain('Compare three ways to store audit logs');
    expect(text).toContain('asked by @ana');
  });

  it('becomes the workstream map, with why, what it costs, what agents can do and who may answer', () => {
    expect(planText(planned().now()).split('\n')).toEqual([
      '(ORCHESTRATOR) · Mode: /orchestrate · Complexity: COMPLEX 4 of 6 · Workstreams: 4 in 3 phases',
      'Compare three ways to store audit logs AND collect retention duties THEN write a migration plan THEN review it for risk',
      '#12 · asked by @ana',
      'Why COMPLEX: +1 several deliverables (a comparison, a plan and a review) · +1 cross-cutting concerns (logging touches every service) · +1 several domains or file types (storage, law and security) · +1 parts to integrate (the plan builds on the comparison)',
      'Phase 1 (parallel) · Research',
      '[1] Compare storage options · Agent: explore · Est: 4 min',
      '[2] Collect retention duties · Agent: explore · Est: 3 min',
      'Phase 2 (sequential) · persona startup-cto',
      '[3] Write the migration plan · Agent: general · Est: 10 min · Depends: [1], [2]',
      'Phase 3 (sequential) · Review · persona security-expert',
      '[4] Review the plan for risk · Agent: plan, deep thinking · Est: 6 min · Depends: [3]',
      'Plan graph: [1] and [2], then [3], then [4].',
      'Pattern: mixed. The migration plan needs the comparison and the duties, and the review needs the plan.',
      expect.stringMatching(/^Estimate \$\d+\.\d\d \(p90 \$\d+\.\d\d, from the price table: no like runs yet\) · about 20 min · cap \$2\.00$/u),
      expect.stringMatching(
        /^Context check: all prompts under 500 words; nothing repeated\. \d+ words to 4 agents, \d+ of them personas and skills, about <\$0\.01 to send once\.$/u,
      ),
      'Agents produce text only: they change no files and reach nothing outside this run. Tools they could use: read_input (the files given with the request), read_artifact (results they depend on).',
      'At most 3 at once, 30 min each, 5 rounds if one is run as a loop. A yes covers exactly this plan, and retries inside its cap.',
      'Anyone here can approve · parks after 24 h',
      '[Approve] [Edit] [Other pattern] [Answer inline] [Cancel]',
    ]);
  });

  it('binds its buttons to the question and to the hash of the plan shown', () => {
    const workflow = planned().now();
    const [decision] = [...workflow.decisions.keys()];
    expect(planOf(workflow).actions.map(({ does }) => does)).toEqual([
      { kind: 'answer', decision, option: 'approve', asks: null },
      { kind: 'edit-plan', workflow: workflow.id, decision, planHash: workflow.proposal?.hash },
      { kind: 'answer', decision, option: 'other-pattern', asks: expect.objectContaining({ submit: 'Plan it again' }) },
      { kind: 'answer', decision, option: 'answer-inline', asks: null },
      { kind: 'answer', decision, option: 'cancel', asks: null },
    ]);
  });

  it('names those who may approve, and notifies them', () => {
    const workflow = planned({ settings: { approvers: ['ben'] } }).now();
    expect(planText(workflow)).toContain('@ana or @ben can approve · parks after 24 h');
    expect(planOf(workflow).notify).toEqual([ANA, BEN]);
  });

  it('has no buttons after the answer, and says who gave it and when', () => {
    const workflow = approved().now();
    expect(planOf(workflow).actions).toEqual([]);
    expect(planText(workflow)).toMatch(/Approved by @ana, 14:00 UTC\.$/u);
  });

  it('says what an edit did, and asks again', () => {
    const edited = planned().feed({
      kind: 'edit-plan',
      actor: by(BEN),
      baseHash: null,
      edits: [
        { kind: 'drop', workstream: workstreamId('2') },
        { kind: 'reword', workstream: workstreamId('3'), title: 'Write a short plan', task: null },
      ],
    });
    const text = planText(edited.now());
    expect(text).toContain('Plan changed by @ben: [2] dropped, [3] changed. An approval of the earlier version no longer holds.');
    expect(text).toContain('[3] Write a short plan');
    expect(planOf(edited.now()).actions.map(({ label }) => label)).toEqual(['Approve', 'Edit', 'Other pattern', 'Answer inline', 'Cancel']);
  });

  it('says that it started at once where nobody is asked', () => {
    const workflow = planned({ settings: { confirm_before_execute: false } }).now();
    expect(planText(workflow)).toContain('Started at once without asking, because confirm_before_execute is off here.');
    expect(planOf(workflow).actions).toEqual([]);
  });

  it('is shown and not run for /plan-only, with a button that runs exactly it', () => {
    const shown = planned({ mode: 'plan-only' });
    expect(planText(shown.now())).toContain('Shown, not run.');
    expect(planOf(shown.now()).actions.map(({ label }) => label)).toEqual(['Run exactly this plan', 'Edit', 'Other pattern', 'Answer inline', 'Dismiss']);
    expect(planText(shown.answer('run').now())).toContain('Started as shown by @ana');
  });

  it('says a rehearsal loudly, from the first moment', () => {
    const text = planText(story({ rehearsal: true }).now());
    expect(text).toContain('! Rehearsal: no model key is set');
    expect(text).toContain('$0 is charged');
  });

  it('says that given parts were not assessed', () => {
    expect(planText(story({ mode: 'parallel', givenPlan: AUDIT_PLAN }).now())).toContain('Complexity: not assessed, the parts were given');
  });

  it('speaks of no plan where /plan-only finds a SIMPLE request', () => {
    const complexity = { level: 'SIMPLE', score: 0, indicators: [], raisedBy: null } as const;
    const asked = () => story({ mode: 'plan-only' }).done('assessment', 3, { kind: 'assessment', complexity, suggestedPattern: 'inline' });
    expect(planText(asked().now())).toMatch(/there is no plan to show\.[\s\S]*\[Answer it\] \[Other pattern\] \[Dismiss\]$/u);
    expect(planText(asked().answer('run').now())).toContain('Answer asked for by @ana');
    const dismissed = threadOf(asked().answer('dismiss').now())
      .map(({ card }) => cardText(card))
      .join('\n');
    expect(dismissed).toContain('Dismissed by @ana');
    expect(dismissed).not.toMatch(/as shown|plan was shown|before there was a plan/u);
  });

  it('answers a SIMPLE request directly, without a plan', () => {
    const simple = story({ mode: 'auto' }).done('assessment', 3, {
      kind: 'assessment',
      complexity: { level: 'SIMPLE', score: 0, indicators: [], raisedBy: null },
      suggestedPattern: 'inline',
    });
    expect(planText(simple.now())).toContain('One answer is enough for this');
    const answered = simple.done('inline', 7).now();
    expect(threadOf(answered).map(({ key }) => key)).toEqual(['plan', 'answer']);
    expect(planOf(answered).actions).toEqual([]);
  });

  it('shortens a long request and says where the rest is', () => {
    const text = planText(story({ task: 'word '.repeat(2_000) }).now());
    expect(text).toContain('word…');
    expect(text).toContain('the whole text is in the request');
  });

  it('points at the question when assessing failed', () => {
    const failed = story().fails('assessment', { kind: 'overloaded', detail: '529' });
    expect(planText(failed.now())).toContain('Waits for an answer: see the question below.');
  });
});

function planOf(workflow: Workflow): Card {
  const post = threadOf(workflow).find(({ key }) => key === 'plan');
  if (!post) throw new Error('There is no plan card.');
  return post.card;
}

function planText(workflow: Workflow): string {
  return cardText(planOf(workflow));
}
