/** What we ship is held to what we promise of it: all there, whole, of a size to use, and nothing said twice. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { planProblems } from '../../src/engine/plan-rules.ts';
import { promptCheck } from '../../src/engine/prompt-check.ts';
import { NO_OPTIONS } from '../../src/engine/request-options.ts';
import { loadLibrary } from '../../src/library/load.ts';
import { PATTERNS, planOfComposition } from '../../src/patterns/index.ts';
import type { Composition, Library } from '../../src/ports/library.ts';
import { sizesFor } from '../../src/runtime/library-sizes.ts';
import { SHIPPED } from './folders.ts';

let library: Library;
beforeAll(async () => {
  library = await loadLibrary({ folders: [SHIPPED], patterns: PATTERNS.map(({ name }) => name), clock: { now: () => 0 }, log: pino({ enabled: false }) });
});

const words = (text: string) => text.trim().split(/\s+/u).length;
const names = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name).toSorted();

test('every file loads, and whatever one names is there', async () => {
  expect(library.problems()).toEqual([]);
  const loaded = [...library.personas(), ...library.skills(), ...library.templates(), ...library.compositions()].map(({ path }) => path);
  expect(loaded.toSorted()).toEqual((await markdownFiles()).toSorted());
});

describe('what the source documents name is there', () => {
  test('personas', () => {
    const named = 'architecture-expert devops-engineer finance-lead growth-marketer legal-counsel performance-expert';
    expect(names(library.personas())).toEqual([
      ...named.split(' '),
      ...'product-manager sales-lead security-expert solo-founder startup-cto support-lead'.split(' '),
    ]);
  });

  test.each([
    ['engineering', 'aws-solution-architect devops python-backend senior-frontend senior-security'],
    ['marketing', 'analytics-tracking content-strategy copy-editing copywriting email-sequence form-cro launch-strategy seo-audit'],
    ['business', 'cto-advisor'],
    ['operations', 'agent-guardrails agent-memory agent-orchestration reflect sanity-check skill-lifecycle'],
  ])('skills of %s', (domain, expected) => {
    expect(names(library.skills().filter((skill) => skill.domain === domain))).toEqual(expected.split(' '));
    expect(library.skills().filter((skill) => skill.domain === domain && skill.path !== `${domain}/${skill.name}/SKILL.md`)).toEqual([]);
  });

  test('templates', () => {
    expect(names(library.templates())).toEqual('analysis code-review consensus-check documentation research risk-review test-plan'.split(' '));
  });

  test('compositions, each with its pattern', () => {
    expect(Object.fromEntries(library.compositions().map(({ name, pattern }) => [name, pattern]))).toEqual({
      'customer-research': 'pipeline',
      'deal-review': 'expert-panel',
      'incident-response': 'supervisor',
      'product-launch': 'pipeline',
      'qbr-prep': 'fan-out',
      'six-week-launch': 'solo-sprint',
      'skill-factory': 'pipeline',
    });
  });

  test.each([
    ['deploy', 'devops'],
    ['verification', 'sanity-check'],
    ['testing', 'python-backend'],
  ])('who can %s: %s, as the source routes it', (capability, skill) => {
    expect(names(library.skills().filter(({ capabilities }) => capabilities.includes(capability)))).toEqual([skill]);
  });
});

describe('each is of a size and shape to use', () => {
  test('personas', () => {
    for (const { name, text, description } of library.personas()) {
      expect([name, ...headings(text)]).toEqual([name, 'How you judge', 'What you look for', 'How you speak']);
      // Half of what a task prompt may have: the other half is for the task.
      expectWords(name, text, 150, 270);
      expect(description.length, name).toBeLessThan(200);
    }
  });

  test('skills', () => {
    for (const { name, text, description, capabilities } of library.skills()) {
      expect([name, ...headings(text)]).toEqual([name, 'When to use', 'Steps', 'Checks', 'Output', 'Pitfalls']);
      expectWords(name, text, 250, 600);
      expect(description.length, name).toBeLessThan(200);
      expect(capabilities.length, name).toBeGreaterThan(1);
    }
  });

  test('templates: room is left for the task, and the answer comes in its tags', async () => {
    for (const { name, path, task, inputs, outputInterface } of library.templates()) {
      expectWords(name, await readFile(join(SHIPPED, path), 'utf8'), 150, 350);
      expect(task.trim(), name).toMatch(/^\{\{task\}\}/u);
      expect(
        inputs.filter(({ required }) => required).map((input) => input.name),
        name,
      ).toEqual(['task']);
      expect(
        inputs.filter(({ description }) => description === ''),
        name,
      ).toEqual([]);
      expect(outputInterface, name).toMatch(/`<result>` and `<\/result>`/u);
    }
  });

  test('an input of a template that may be left out stands alone in its line', () => {
    for (const template of library.templates()) {
      const text = [template.role, template.task, template.constraints, template.outputFormat, template.outputInterface].join('\n');
      for (const { name } of template.inputs.filter(({ required }) => !required)) {
        expect(
          text.split('\n').filter((line) => line.includes(`{{${name}}}`)),
          `${template.name} ${name}`,
        ).toEqual([expect.stringMatching(/^- [^{}]+: \{\{[a-z-]+\}\}$/u)]);
      }
    }
  });

  test('compositions: tasks leave room for what people give, and every input is used', () => {
    for (const { name, steps, inputs, text } of library.compositions()) {
      for (const step of steps) expectWords(`${name}: ${step.title}`, step.task, 40, 130);
      for (const input of inputs) {
        expect(input.description, `${name} ${input.name}`).not.toBe('');
        expect(steps.filter(({ task }) => task.includes(`{{${input.name}}}`)).length, `${name} ${input.name}`).toBeGreaterThan(0);
      }
      expectWords(name, text, 100, 300);
    }
  });

  test('compositions become plans as they are: the rules have nothing to mend', () => {
    const problems = library.compositions().map((composition) => [composition.name, planOf(composition)] as const);
    expect(problems.filter(([, plan]) => plan.kind === 'problems' || planProblems(plan.plan).length > 0 || plan.plan.corrections !== undefined)).toEqual([]);
  });
});

test('the prompts of compositions are within their words, without what people give', () => {
  const findings = library.compositions().flatMap((composition) => {
    const built = planOf(composition);
    if (built.kind === 'problems') return [];
    return promptCheck(built.plan, sizesFor(built.plan, library)).findings.map((finding) => ({ composition: composition.name, ...finding }));
  });
  expect(findings).toEqual([]);
});

describe('compositions are those of the sources', () => {
  test('six-week-launch is the table: four phases, three personas, the skills as given', () => {
    expect(phasesOf('six-week-launch')).toEqual([
      ['Build (weeks 1-2)', 'startup-cto', ['aws-solution-architect', 'senior-frontend'], ['architecture.md', 'deployed-mvp.md']],
      ['Prepare (weeks 3-4)', 'growth-marketer', ['launch-strategy', 'copywriting', 'seo-audit'], ['landing-page.md', 'content-calendar.md']],
      ['Ship (week 5)', 'solo-founder', ['email-sequence', 'analytics-tracking'], ['launch-and-tracking.md']],
      ['Iterate (week 6)', 'solo-founder', ['form-cro', 'copy-editing'], ['conversion-improvements.md', 'metrics-report.md']],
    ]);
  });

  test.each([
    ['deal-review', 'legal-view sales-view finance-view'],
    ['product-launch', 'product-spec marketing-campaign sales-battlecard support-articles launch-tracker'],
    ['incident-response', 'assessment containment trace-analysis legal-obligations customer-messages incident-project'],
    ['qbr-prep', 'finance-report sales-report product-report data-report marketing-report'],
    ['customer-research', 'recalled-notes email-findings ticket-findings synthesis draft-response'],
    ['skill-factory', 'scout-report skill-draft security-scan installation monitoring repair-guide'],
  ])('%s delivers %s', (name, expected) => {
    expect(library.composition(name)?.steps.map(({ deliverable }) => deliverable)).toEqual(expected.split(' ').map((stem) => `${stem}.md`));
  });
});

test('nothing is said twice: no two files share ten words in a row', async () => {
  const seen = new Map<string, string>();
  const shared: string[] = [];
  for (const path of await markdownFiles()) {
    const found = (await readFile(join(SHIPPED, path), 'utf8')).toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
    for (const passage of new Set(
      found
        .map((_, index) => found.slice(index, index + 10))
        .filter(({ length }) => length === 10)
        .map((run) => run.join(' ')),
    )) {
      const other = seen.get(passage);
      if (other !== undefined) shared.push(`${other} and ${path}: ${passage}`);
      seen.set(passage, path);
    }
  }
  expect(shared).toEqual([]);
});

async function markdownFiles(): Promise<readonly string[]> {
  return (await readdir(SHIPPED, { recursive: true })).map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.md'));
}

function headings(text: string): readonly string[] {
  return [...text.matchAll(/^## (.+)$/gmu)].map(([, title = '']) => title);
}

function expectWords(name: string, text: string, fewest: number, most: number): void {
  expect(words(text), name).toBeGreaterThanOrEqual(fewest);
  expect(words(text), name).toBeLessThanOrEqual(most);
}

function planOf(composition: Composition) {
  return planOfComposition(composition, {
    task: composition.name,
    personas: library.personas().map(({ name }) => name),
    skills: library.skills().map(({ name }) => name),
    templates: library.templates().map(({ name }) => name),
    inputs: [],
    items: [],
    options: NO_OPTIONS,
    level: null,
  });
}

function phasesOf(name: string) {
  const composition = library.composition(name);
  const built = composition ? planOf(composition) : null;
  if (built?.kind !== 'plan') throw new Error(`${name} has no plan`);
  const { phases, workstreams } = built.plan;
  return phases.map(({ title, persona, skills, workstreams: ids }) => [
    title,
    persona,
    skills,
    workstreams.filter(({ id }) => ids.includes(id)).map(({ deliverable }) => deliverable),
  ]);
}
