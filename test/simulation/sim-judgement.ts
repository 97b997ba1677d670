/** What a simulated assessment says of a request, and plans that mostly keep what it asks. */
import { type Complexity, INDICATORS, weigh } from '../../src/engine/complexity.ts';
import { TREE_QUESTIONS } from '../../src/engine/decision-tree.ts';
import type { CallResult } from '../../src/engine/input.ts';
import { type Judgement, judge } from '../../src/engine/judgement.ts';
import { levelProblems } from '../../src/engine/level-rules.ts';
import type { Plan } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import type { Random } from './random.ts';
import { anyPlan } from './sim-plans.ts';

type Assessed = Extract<CallResult, { kind: 'assessment' }>;

/** Sometimes as an earlier release assessed: without a judgement, so that any plan will do. */
export function anyAssessment(random: Random, workflow: Workflow): Assessed {
  const indicators = INDICATORS.map((name) => ({ name, points: random.int(0, name === 'deliverables' ? 2 : 1), reason: 'simulated' }));
  const parts = random.int(0, 3);
  const complexity = weigh(indicators, parts);
  if (random.chance(0.65)) return { kind: 'assessment', complexity, suggestedPattern: random.maybe(PATTERNS)?.name ?? 'mixed' };
  const judgement = anyJudgement(random, workflow, complexity);
  return { kind: 'assessment', complexity, suggestedPattern: judgement.pattern, judgement };
}

/** The simulated plans name no parts, so that the request has none either. */
function anyJudgement(random: Random, { options }: Workflow, complexity: Complexity): Judgement {
  const answers = TREE_QUESTIONS.map((question) => ({ question, yes: random.chance(0.25), reason: 'simulated' }));
  const named = { personas: [], skills: [], reviewed: false };
  return judge({
    complexity,
    answers,
    parts: { stages: [['it']], count: 1 },
    named,
    options,
    patterns: ['fan-out', 'pipeline', 'expert-panel', 'supervisor', 'mixed'],
  });
}

/** A model keeps the rules more often than not; where it does not, the engine has to notice. */
export function anyJudgedPlan(random: Random, workflow: Workflow): Plan {
  if (random.chance(0.1)) return anyPlan(random, { mayBreakRules: true });
  for (let time = 0; time < 40; time += 1) {
    const plan = anyPlan(random, { mayBreakRules: false }, workflow.options.pattern ?? workflow.judgement?.pattern ?? null);
    if (levelProblems(workflow, plan).length === 0) return plan;
  }
  return anyPlan(random, { mayBreakRules: true });
}
