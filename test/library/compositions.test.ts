import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, load, named, newFolder, persona, skill } from './folders.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
  await folder.put('agents/personas/legal-counsel.md', persona('legal-counsel'));
  await folder.put('sales/forecast/SKILL.md', skill('forecast'));
});
afterEach(() => folder.remove());

const COMPOSITION = `---
name: deal-review
description: Three experts look at a deal.
pattern: expert-panel
inputs:
  - name: deal
    description: The offer, as text or file.
steps:
  - title: Look at the contract
    task: Review {{deal}} for legal risk.
    agent: plan
    persona: legal-counsel
    estimateMinutes: 6
    deliverable: legal.md
  - title: Look at the forecast
    task: Check the figures of {{deal}}.
    skills: [forecast]
    dependsOn: [1]
    phase: Figures
    gate: approve
---

For deals above the usual size.
`;

async function one(text: string) {
  await folder.put('compositions/deal-review.md', text);
  const { library } = await load(folder.path);
  return { found: library.composition('deal-review'), problems: library.problems().map(({ line, reason }) => ({ line, ...reason })) };
}

test('a composition has its steps, with what was left out filled in', async () => {
  const { found, problems } = await one(COMPOSITION);
  expect(problems).toEqual([]);
  expect(found).toMatchObject({ pattern: 'expert-panel', inputs: [{ name: 'deal', required: true }], text: 'For deals above the usual size.' });
  expect(found?.steps).toEqual([
    {
      ...{ title: 'Look at the contract', task: 'Review {{deal}} for legal risk.', agent: 'plan', persona: 'legal-counsel', skills: [], template: null },
      ...{ dependsOn: [], estimateMinutes: 6, deliverable: 'legal.md', phase: null, gate: 'none' },
    },
    {
      ...{ title: 'Look at the forecast', task: 'Check the figures of {{deal}}.', agent: 'general', persona: null, skills: ['forecast'], template: null },
      ...{ dependsOn: [1], estimateMinutes: 10, deliverable: 'look-at-the-forecast.md', phase: 'Figures', gate: 'approve' },
    },
  ]);
});

test.each([
  [
    'persona: legal-counsel',
    'persona: legal-councel',
    { line: 12, kind: 'unknown-reference', what: 'persona', name: 'legal-councel', closest: 'legal-counsel' },
  ],
  ['skills: [forecast]', 'skills: [forecasts]', { line: 17, kind: 'unknown-reference', what: 'skill', name: 'forecasts', closest: 'forecast' }],
  ['dependsOn: [1]', 'template: nothing', { line: 18, kind: 'unknown-reference', what: 'template', name: 'nothing', closest: null }],
  ['pattern: expert-panel', 'pattern: panel', { line: 4, kind: 'unknown-reference', what: 'pattern', name: 'panel', closest: null }],
  ['dependsOn: [1]', 'dependsOn: [2]', { line: 18, kind: 'wrong-dependency', step: 2, on: 2 }],
  ['{{deal}} for', '{{dael}} for', { line: 10, kind: 'unknown-placeholder', name: 'dael' }],
  ['gate: approve', 'gate: maybe', { line: 20, kind: 'wrong-field', field: 'steps.2.gate', detail: 'must be none or approve' }],
  ['phase: Figures', 'persone: x', { line: 19, kind: 'wrong-field', field: 'steps.2.persone', detail: 'is not known here' }],
  [
    'estimateMinutes: 6',
    'estimateMinutes: 60',
    { line: 13, kind: 'wrong-field', field: 'steps.1.estimateMinutes', detail: 'must be at most 15: split the step' },
  ],
  ['agent: plan', 'agent: planner', { line: 11, kind: 'wrong-field', field: 'steps.1.agent', detail: 'must be one of explore, plan, general' }],
  [
    'deliverable: legal.md',
    'deliverable: ../x.md',
    { line: 14, kind: 'wrong-field', field: 'steps.1.deliverable', detail: 'must be a file name, such as brief.md' },
  ],
  ['For deals above the usual size.', '', { line: null, kind: 'empty-body' }],
])('%s turned into %s is named with its line, and the composition is not offered', async (was, is, problem) => {
  const { found, problems } = await one(COMPOSITION.replace(was, is));
  expect(found).toBeNull();
  expect(problems).toEqual([problem]);
});

test('two steps cannot deliver the same file', async () => {
  const { problems } = await one(COMPOSITION.replace('gate: approve', 'deliverable: Legal.md'));
  expect(problems).toEqual([{ line: 20, kind: 'wrong-field', field: 'steps.2.deliverable', detail: 'is the file of step 1 too: legal.md' }]);
});

test('a broken one does not replace a good one of an earlier folder', async () => {
  const later = await newFolder();
  await folder.put('compositions/deal-review.md', COMPOSITION);
  await later.put('compositions/deal-review.md', COMPOSITION.replace('legal-counsel', 'nobody'));
  const { library } = await load(folder.path, later.path);
  expect(library.composition('deal-review')?.steps[0]?.persona).toBe('legal-counsel');
  expect(named(library)).toEqual([['compositions/deal-review.md', 12, 'unknown-reference']]);
  await later.remove();
});

test('what it names may come from a later folder', async () => {
  const later = await newFolder();
  await later.put('agents/personas/auditor.md', persona('auditor'));
  await folder.put('compositions/deal-review.md', COMPOSITION.replace('legal-counsel', 'auditor'));
  const { library } = await load(folder.path, later.path);
  expect(library.problems()).toEqual([]);
  expect(library.composition('deal-review')).not.toBeNull();
  await later.remove();
});

test('the words of a request are no input that fills itself', async () => {
  const { problems } = await one(COMPOSITION.replace('{{deal}} for', '{{task}} for'));
  expect(problems).toEqual([{ line: 10, kind: 'unknown-placeholder', name: 'task' }]);
});
