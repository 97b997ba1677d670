/** Compositions for the tests: the shape of the library's, with few words. */
import type { Composition, CompositionStep } from '../../src/ports/library.ts';

export function step(title: string, changes: Partial<CompositionStep> = {}): CompositionStep {
  return {
    title,
    task: `Do ${title}.`,
    agent: 'general',
    persona: null,
    skills: [],
    template: null,
    dependsOn: [],
    estimateMinutes: 5,
    deliverable: `${title.toLowerCase().replaceAll(' ', '-')}.md`,
    phase: null,
    gate: 'none',
    ...changes,
  };
}

export function compositionOf(pattern: string, steps: readonly CompositionStep[], changes: Partial<Composition> = {}): Composition {
  return {
    name: 'team-work',
    description: 'What the team does every week.',
    path: 'compositions/team-work.md',
    capabilities: [],
    pattern,
    inputs: [],
    steps,
    text: 'Use it every week.',
    ...changes,
  };
}

/** Three experts on one deal; `terms` may be left out. */
export const DEAL_REVIEW: Composition = compositionOf(
  'mixed',
  [
    step('Legal view', { task: 'Judge the legal risk of this deal: {{deal}}', agent: 'plan', persona: 'legal-counsel', phase: 'Views' }),
    step('Security view', {
      task: 'Judge the security of {{deal}} under {{terms}}.',
      agent: 'plan',
      persona: 'security-expert',
      phase: 'Views',
      gate: 'approve',
    }),
    step('Brief', { task: 'Write one brief for {{customer}}.', dependsOn: [1, 2], phase: 'Brief' }),
  ],
  {
    name: 'deal-review',
    description: 'Experts judge a deal side by side, and one brief comes of it.',
    path: 'compositions/deal-review.md',
    inputs: [
      { name: 'deal', description: 'What is sold to whom, and for how much', required: true },
      { name: 'customer', description: 'Who buys', required: true },
      { name: 'terms', description: 'Terms that are not the usual ones', required: false },
    ],
  },
);
