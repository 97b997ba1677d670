/** Sharing out: batches of a fan-out, and the map step of a map-reduce. */
import { describe, expect, test } from 'vitest';
import type { ArtifactRef } from '../../src/engine/body.ts';
import { artifactId } from '../../src/engine/ids.ts';
import { buildPlan, type PlanContext } from '../../src/patterns/index.ts';
import { CONTEXT, type DraftWorkstream, draftOf, workstream } from './drafts.ts';

function built(pattern: string, workstreams: readonly DraftWorkstream[], context: Partial<PlanContext>) {
  return buildPlan(draftOf(pattern, workstreams), { ...CONTEXT, ...context });
}

function workOf(pattern: string, workstreams: readonly DraftWorkstream[], context: Partial<PlanContext>) {
  const made = built(pattern, workstreams, context);
  if (made.kind === 'problems') throw new Error(made.problems.join(' '));
  return made.plan.workstreams;
}

function problemsOf(pattern: string, workstreams: readonly DraftWorkstream[], context: Partial<PlanContext>) {
  const made = built(pattern, workstreams, context);
  return made.kind === 'problems' ? made.problems : [];
}

function file(name: string, bytes = 1_000): ArtifactRef {
  return { id: artifactId(name), name, mediaType: 'text/markdown', bytes, sha256: 'a' };
}

const SKILLS = ['auth', 'api', 'data', 'api-gateway', 'search', 'mail', 'billing'];

describe('batches of a fan-out', () => {
  test('that are uneven are evened, and neighbours stay together', () => {
    const drafts = [
      workstream('Skills 1 to 5', { task: 'Document these skills: auth, api, data, api-gateway and search. Be short.' }),
      workstream('Skills 6 to 7', { task: 'Document these skills: mail, billing. Be short.' }),
    ];
    expect(workOf('fan-out', drafts, { items: SKILLS }).map(({ title, task }) => [title, task])).toEqual([
      ['Batch 1 of 2: auth to api-gateway', 'Document these skills: auth, api, data, api-gateway. Be short.'],
      ['Batch 2 of 2: search to billing', 'Document these skills: search, mail, billing. Be short.'],
    ]);
  });

  test('on lines keep their bullets', () => {
    const drafts = [
      workstream('One', { task: 'Document:\n- auth\n- api\n- data\n- api-gateway\n- search' }),
      workstream('Two', { task: 'Document:\n- mail' }),
      workstream('Three', { task: 'Document:\n- billing' }),
    ];
    expect(workOf('fan-out', drafts, { items: SKILLS }).map(({ task }) => task)).toEqual([
      'Document:\n- auth\n- api\n- data',
      'Document:\n- api-gateway\n- search',
      'Document:\n- mail\n- billing',
    ]);
  });

  test('that are even stay word for word', () => {
    const drafts = [workstream('One', { task: 'Document auth, api, data and mail.' }), workstream('Two', { task: 'Document search, billing, api-gateway.' })];
    expect(workOf('fan-out', drafts, { items: SKILLS }).map(({ task }) => task)).toEqual(drafts.map(({ task }) => task));
  });

  test('whose things stand all over the text go back with the numbers', () => {
    const drafts = [
      workstream('One', { task: 'Document auth for its users, then api for partners, data, mail.' }),
      workstream('Two', { task: 'Document billing for its users, then for partners.' }),
    ];
    expect(problemsOf('fan-out', drafts, { items: SKILLS })).toEqual([
      'The batches are not even: they have 4, 1 of the 5 things listed. Give each 2 or one more.',
    ]);
  });

  test('with the same words for all become shares of the list', () => {
    const drafts = [1, 2, 3].map((number) => workstream(`Part ${number}`, { task: `Document your part ${number} of the skills.` }));
    expect(workOf('fan-out', drafts, { items: SKILLS }).map(({ partition }) => partition?.items)).toEqual([
      ['auth', 'api-gateway', 'billing'],
      ['api', 'search'],
      ['data', 'mail'],
    ]);
  });

  test('are not made of work that differs', () => {
    const drafts = [workstream('Write', { task: 'Write about auth, api, data, search.' }), workstream('Test', { task: 'Test billing.' })];
    expect(workOf('fan-out', drafts, { items: SKILLS }).map(({ task, partition }) => [task, partition])).toEqual(drafts.map(({ task }) => [task, undefined]));
  });

  test('are at most six', () => {
    const items = Array.from({ length: 14 }, (_, index) => `item-${index}`);
    const drafts = Array.from({ length: 7 }, (_, index) => workstream(`W${index}`, { task: `Do item-${index * 2}, item-${index * 2 + 1}.` }));
    expect(problemsOf('fan-out', drafts, { items })).toEqual(['One list is split into at most 6 batches, and here are 7.']);
  });
});

describe('map-reduce', () => {
  const map = workstream('Find what each decides', { task: 'Say what each file decides, with the line.', deliverable: 'findings.md' });

  test('thirty files are five workers with six each, as in the source', () => {
    const inputs = Array.from({ length: 30 }, (_, index) => file(`rfc-${index + 1}.md`));
    const work = workOf('map-reduce', [map], { inputs });
    expect(work.map(({ title, deliverable, partition }) => [title, deliverable, partition?.files.length])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [`Find what each decides (${number} of 5)`, `findings-${number}.md`, 6]),
    );
  });

  test('a wished number of workers counts, and three things are three workers', () => {
    const inputs = Array.from({ length: 30 }, (_, index) => file(`rfc-${index + 1}.md`));
    expect(workOf('map-reduce', [map, map, map, map], { inputs })).toHaveLength(4);
    expect(workOf('map-reduce', [map, map, map, map], { items: ['a', 'b', 'c'] })).toHaveLength(3);
  });

  test('one large file stands alone, and the small ones share', () => {
    const inputs = [file('large.md', 90_000), ...Array.from({ length: 8 }, (_, index) => file(`small-${index}.md`, 1_000))];
    expect(workOf('map-reduce', [map], { inputs }).map(({ partition }) => partition?.files.length)).toEqual([1, 4, 4]);
  });

  test('a file or two beside a list are for everyone', () => {
    const rubric = file('rubric.md');
    const work = workOf('map-reduce', [map], { inputs: [rubric], items: SKILLS });
    expect(work.map(({ partition }) => partition?.files)).toEqual([[rubric.id], [rubric.id], [rubric.id]]);
    expect(work.flatMap(({ partition }) => partition?.items ?? []).toSorted()).toEqual(SKILLS.toSorted());
  });

  test('refuses a set that is none, different work, and a workstream that joins', () => {
    expect(problemsOf('map-reduce', [map], { items: ['a', 'b'] })).toEqual([expect.stringContaining('at least 3 attached files or listed items')]);
    expect(problemsOf('map-reduce', [map, workstream('Other', { task: 'Do something else.' })], { items: SKILLS })).toEqual([
      expect.stringContaining('Write that workstream once'),
    ]);
    expect(problemsOf('map-reduce', [map, { ...map, dependsOn: [1] }], { items: SKILLS })).toEqual([
      expect.stringContaining('joining the findings is done for you'),
    ]);
  });
});
