/** A supervised plan with its first piece, begun, and the choices that a supervisor has. */
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import type { Plan, Workstream } from '../../src/engine/plan.ts';
import type { Settings } from '../../src/engine/settings.ts';
import type { Review } from '../../src/engine/supervision.ts';
import { phase, type Scenario, started, work } from './scenario.ts';

export function supervised(first: readonly Workstream[] = [work('1', [], { agent: 'explore' })], maxRounds = 10): Plan {
  return {
    v: 1,
    pattern: 'supervisor',
    reason: 'What comes next depends on what is found.',
    phases: [
      phase(
        'p1',
        first.map(({ id }) => id),
      ),
    ],
    workstreams: first,
    growth: { maxRounds },
  };
}

export const begun = (settings: Partial<Settings> = {}, plan = supervised()) => started(plan, settings);
export const decide = (run: Scenario, review: Review) => run.succeed('review', { kind: 'review', review });
export const accept: Review = { choice: 'accept', reason: 'Good.' };
export const finish: Review = { choice: 'finish', reason: 'Enough.' };
export const redo: Review = { choice: 'redo', reason: 'Thin.', notes: 'Name the sources.' };
export const reassign = (more: Partial<Extract<Review, { choice: 'reassign' }>> = {}): Review => ({
  choice: 'reassign',
  reason: 'Needs judgement.',
  notes: null,
  agent: 'plan',
  persona: null,
  ...more,
});
export const spawn = (id: string, dependsOn: readonly string[] = [], more: Partial<Workstream> = {}): Review => ({
  choice: 'spawn',
  reason: 'One more step.',
  added: work(id, dependsOn, { agent: 'explore', ...more }),
  correction: null,
  sizes: {},
});
export const planOf = (run: Scenario): Plan => run.state().proposal?.plan ?? supervised();
export const cardOf = (run: Scenario, key: string) => threadOf(run.state()).flatMap((post) => (post.key === key ? [cardText(post.card)] : []))[0];
export const asked = (run: Scenario) => openDecisions(run.state()).at(-1);
