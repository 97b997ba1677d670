/** Any request, weighed, judged and planned in rehearsal: the plan keeps every rule, at the second try at the latest. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessmentSchema, planDraftSchema } from '../../src/engine/answers.ts';
import { levelProblems, patternProblems } from '../../src/engine/level-rules.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import { NO_OPTIONS, type RequestOptions } from '../../src/engine/request-options.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { createRehearsalModel } from '../../src/model/rehearsal.ts';
import { buildPlan } from '../../src/patterns/index.ts';
import { promptFor } from '../../src/prompts/index.ts';
import { assessmentOf } from '../../src/runtime/assessment-of.ts';
import { planBrief } from '../../src/runtime/plan-brief.ts';
import { planContext } from '../../src/runtime/plan-context.ts';
import { requestOf, scenario } from '../engine/scenario.ts';
import { createHandClock } from '../fakes/hand-clock.ts';
import { libraryOf } from '../fakes/library.ts';
import { modelCall, never, SUBJECTS } from '../fakes/model-calls.ts';
import { materials } from '../prompts/materials.ts';

const PERSONAS = ['startup-cto', 'security-expert', 'performance-expert', 'architecture-expert', 'growth-marketer', 'solo-founder'];
const SKILLS = ['content-strategy', 'copywriting', 'seo-audit', 'senior-security'];
const named = (name: string) => ({ name, description: `About ${name}.`, path: `${name}.md`, capabilities: [], domain: '', text: '' });
const library = libraryOf({ personas: PERSONAS.map(named), skills: SKILLS.map(named) });
const model = createRehearsalModel({ clock: createHandClock() });

/** The problems of the plan at each try; the last is empty when a plan came about. Null: answered without a plan. */
async function planned(request: string, options: RequestOptions): Promise<readonly (readonly string[])[] | null> {
  const run = scenario(requestOf({ task: { kind: 'inline', text: request }, options }));
  const call = modelCall({ brief: { subject: SUBJECTS.assessment, request, task: request } });
  const assessment = await model.fill({ ...call, schema: assessmentSchema, schemaName: 'assessment' }, never);
  if (assessment.kind !== 'ok') throw new Error(JSON.stringify(assessment));
  run.succeed('assessment', assessmentOf(run.state(), request, assessment.value, library));
  if (!run.running().includes('plan')) return null;
  const tries: (readonly string[])[] = [];
  for (const tryNumber of [1, 2]) {
    tries.push(await problemsOf(run.state(), request, tryNumber));
    if (tries.at(-1)?.length === 0) break;
  }
  return tries;
}

async function problemsOf(workflow: Workflow, request: string, tryNumber: number): Promise<readonly string[]> {
  const { prompt } = promptFor(workflow, SUBJECTS.plan, materials({ task: request, personas: PERSONAS.map(named), skills: SKILLS.map(named) }));
  const call = modelCall({ prompt, brief: { subject: SUBJECTS.plan, request, task: request, tryNumber, plan: planBrief(workflow) } });
  const draft = await model.fill({ ...call, schema: planDraftSchema, schemaName: 'plan' }, never);
  if (draft.kind !== 'ok') throw new Error(JSON.stringify(draft));
  const unbound = patternProblems(workflow, draft.value.pattern);
  if (unbound.length > 0) return unbound;
  const built = buildPlan(draft.value, planContext(workflow, request, library));
  return built.kind === 'problems' ? built.problems : [...planProblems(built.plan), ...levelProblems(workflow, built.plan)];
}

const phrases = fc.constantFrom(
  'compare three ways to store audit logs',
  'review the design for production readiness',
  'implement the security of the whole platform',
  'migrate the existing api',
  'add auth, logging, tests and docs',
  'analyse all 30 interviews',
  'write the launch announcement',
  'startup-cto designs it',
  'growth-marketer reviews it',
  'use content-strategy and seo-audit',
  'should we go?',
);
const request = fc
  .array(fc.tuple(phrases, fc.constantFrom(' AND ', ' THEN ', '. ', ', ')), { minLength: 1, maxLength: 9 })
  .map((list) => list.map(([phrase, joint]) => `${phrase}${joint}`).join(''));

test('any request gets a plan that keeps the rules of its level, its parts and its pattern', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (text) => {
      const tries = await planned(text, NO_OPTIONS);
      if (tries !== null) expect(tries.at(-1)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each(['fan-out', 'pipeline', 'expert-panel', 'solo-sprint', 'deep-dive', 'handoff', 'skill-chain', 'mixed'])(
  'a chosen %s is made of any request',
  async (pattern) => {
    await fc.assert(
      fc.asyncProperty(request, async (text) => {
        const tries = await planned(text, { ...NO_OPTIONS, pattern });
        expect(tries?.at(-1)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  },
);

test('what a person chose is in the plan, whatever the pattern', async () => {
  const chosen = { persona: 'growth-marketer', skills: ['seo-audit', 'copywriting', 'senior-security'], template: null };
  const patterns = fc.constantFrom(null, 'fan-out', 'pipeline', 'expert-panel', 'solo-sprint', 'deep-dive', 'handoff', 'mixed');
  await fc.assert(
    fc.asyncProperty(request, patterns, async (text, pattern) => {
      const tries = await planned(text, { ...NO_OPTIONS, ...chosen, pattern });
      if (tries !== null) expect(tries.at(-1)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
