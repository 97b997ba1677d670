/** Complexity, the decision tree and what comes before it: given what was said and answered, which pattern. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INDICATORS, weigh } from '../../src/engine/complexity.ts';
import { BRANCHES, firstYes, TREE_QUESTIONS, type TreeQuestion } from '../../src/engine/decision-tree.ts';
import { type Grounds, judge } from '../../src/engine/judgement.ts';
import { countNamed, namedIn } from '../../src/engine/named.ts';
import { explicitParts } from '../../src/engine/parts.ts';
import { PATTERN_NAMES } from '../../src/engine/pattern-names.ts';
import { NO_OPTIONS, type RequestOptions } from '../../src/engine/request-options.ts';

const KNOWN = {
  personas: ['startup-cto', 'growth-marketer', 'solo-founder', 'security-expert'],
  skills: ['content-strategy', 'copywriting', 'seo-audit', 'senior-security', 'aws-solution-architect'],
};

interface Asked {
  readonly task?: string;
  readonly score?: number;
  readonly yes?: readonly TreeQuestion[];
  readonly options?: Partial<RequestOptions>;
}

/** `score` points, from the indicators in their order. */
function judged({ task = 'Do something', score = 3, yes = [], options = {} }: Asked) {
  const chosen = { ...NO_OPTIONS, ...options };
  const parts = explicitParts(task);
  const named = namedIn(task, chosen, KNOWN);
  const indicators = INDICATORS.map((name, index) => ({ name, points: index === 0 && score === 6 ? 2 : index < score ? 1 : 0, reason: 'so' }));
  const complexity = weigh(indicators, parts.count, countNamed(named));
  const answers: Grounds['answers'] = TREE_QUESTIONS.map((question) => ({ question, yes: yes.includes(question), reason: 'so' }));
  return { complexity, ...judge({ complexity, answers, parts, named, options: chosen, patterns: PATTERN_NAMES }) };
}

describe('the decision tree', () => {
  it.each(TREE_QUESTIONS)('a yes to %s alone picks its branch', (question) => {
    expect(judged({ yes: [question] })).toMatchObject({ branch: { kind: 'question', question }, pattern: BRANCHES[question] });
  });

  it('takes the first yes from the top, whatever comes below', () => {
    fc.assert(
      fc.property(fc.subarray([...TREE_QUESTIONS], { minLength: 1 }), (yes) => {
        const [first] = TREE_QUESTIONS.filter((question) => yes.includes(question));
        expect(judged({ yes }).branch).toEqual({ kind: 'question', question: first });
      }),
    );
  });

  it('without any yes the plan is mixed', () => {
    expect(judged({})).toMatchObject({ branch: { kind: 'none' }, pattern: 'mixed' });
  });

  it('counts an answer that is missing as no, and a second one to the same question not at all', () => {
    const no = { question: 'independent', yes: false, reason: 'no' } as const;
    expect(firstYes([])).toBeNull();
    expect(firstYes([no, { ...no, yes: true }])).toBeNull();
  });

  it('never calls four points or more a single unit', () => {
    expect(judged({ score: 4, yes: ['single-unit', 'sequential'] })).toMatchObject({ pattern: 'pipeline' });
    expect(judged({ score: 3, yes: ['single-unit', 'sequential'] })).toMatchObject({ pattern: 'inline' });
  });
});

describe('what comes before the tree', () => {
  it.each([
    ['a SIMPLE score', { score: 1, yes: ['independent'] }, 'inline', 'simple'],
    ['AND', { task: 'Compare A AND write B', yes: ['sequential'] }, 'fan-out', 'parts'],
    ['AND, in a request of low score', { task: 'Compare A AND write B', score: 0, yes: ['single-unit'] }, 'fan-out', 'parts'],
    ['THEN', { task: 'Compare A THEN write B', yes: ['independent'] }, 'pipeline', 'parts'],
    ['AND with THEN', { task: 'Compare A AND B THEN write C', yes: ['independent'] }, 'mixed', 'parts'],
    ['three personas with a review', { task: 'startup-cto designs it, growth-marketer reviews it, solo-founder decides' }, 'handoff', 'named'],
    ['two personas', { task: 'startup-cto builds it, growth-marketer launches it' }, 'solo-sprint', 'named'],
    ['two personas with a review, which a handoff needs three for', { task: 'startup-cto builds it, growth-marketer reviews it' }, 'solo-sprint', 'named'],
    ['two personas who are asked for an opinion', { task: 'Ask startup-cto and security-expert', yes: ['opinions'] }, 'expert-panel', 'question'],
    ['a persona and two skills', { options: { persona: 'startup-cto', skills: ['senior-security', 'aws-solution-architect'] } }, 'deep-dive', 'named'],
    ['two skills', { options: { skills: ['content-strategy', 'copywriting'] } }, 'skill-chain', 'named'],
    ['two skills in its words', { task: 'Use content-strategy and seo-audit on our pages' }, 'skill-chain', 'named'],
    ['two skills, in a request of low score', { score: 0, options: { skills: ['content-strategy', 'copywriting'] } }, 'skill-chain', 'named'],
    ['personas joined by THEN', { task: 'startup-cto builds it THEN growth-marketer launches it' }, 'solo-sprint', 'named'],
    ['as many THEN as a handoff has roles', { task: 'startup-cto designs it THEN growth-marketer reviews it THEN solo-founder decides' }, 'handoff', 'named'],
    [
      'more THEN than a handoff has roles',
      { task: 'startup-cto designs it THEN growth-marketer reviews it THEN solo-founder decides THEN publish it' },
      'pipeline',
      'parts',
    ],
    [
      'more THEN than a deep dive has phases',
      { task: 'A THEN B THEN C THEN D', options: { persona: 'startup-cto', skills: ['senior-security', 'aws-solution-architect'] } },
      'pipeline',
      'parts',
    ],
    ['personas with AND and THEN', { task: 'startup-cto builds A AND B THEN growth-marketer launches it' }, 'mixed', 'parts'],
    ['one persona only', { options: { persona: 'startup-cto' }, yes: ['sequential'] }, 'pipeline', 'question'],
    ['one skill only', { options: { skills: ['copywriting'] }, yes: ['independent'] }, 'fan-out', 'question'],
    ['a chosen pattern', { task: 'Compare A AND B THEN C', score: 0, options: { pattern: 'expert-panel' } }, 'expert-panel', 'chosen'],
    ['a chosen answer without a plan', { score: 6, options: { pattern: 'inline' } }, 'inline', 'chosen'],
  ] as const)('%s', (_, asked, pattern, kind) => {
    const { branch, pattern: picked } = judged(asked);
    expect([picked, branch.kind]).toEqual([pattern, kind]);
  });

  it('EPIC work has several phases: a fan-out becomes mixed, and says so', () => {
    expect(judged({ score: 6, yes: ['independent'] })).toMatchObject({ pattern: 'mixed', insteadOf: 'fan-out' });
    expect(judged({ score: 6, options: { pattern: 'fan-out' } })).toMatchObject({ pattern: 'fan-out', insteadOf: null });
  });

  it('several names make at least MODERATE of it, and say so', () => {
    expect(judged({ score: 0, options: { skills: ['content-strategy', 'copywriting'] } }).complexity).toMatchObject({ level: 'MODERATE', raisedBy: 'named' });
    expect(judged({ score: 0, task: 'A AND B' }).complexity).toMatchObject({ level: 'MODERATE', raisedBy: 'explicit-parts' });
    expect(judged({ score: 2, task: 'A AND B' }).complexity.raisedBy).toBeNull();
  });

  it('a single task is never orchestrated: SIMPLE is inline unless a person chose a pattern', () => {
    fc.assert(
      fc.property(fc.subarray([...TREE_QUESTIONS]), fc.integer({ min: 0, max: 1 }), (yes, score) => {
        expect(judged({ score, yes }).pattern).toBe('inline');
      }),
    );
  });

  it('a pattern that cannot be built becomes mixed', () => {
    const { complexity, answers } = judged({ yes: ['judgement'] });
    const named = { personas: [], skills: [], reviewed: false };
    expect(judge({ complexity, answers, parts: explicitParts('x'), named, options: NO_OPTIONS, patterns: ['fan-out'] }).pattern).toBe('mixed');
  });
});

describe('names in a request', () => {
  it.each([
    ['startup-cto designs it', ['startup-cto'], []],
    ['a startup-cto-like person', [], []],
    ['the non-startup-cto view', [], []],
    ['copywriting for our pages', [], []],
    ['Growth-Marketer then STARTUP-CTO', ['growth-marketer', 'startup-cto'], []],
    ['(seo-audit), "content-strategy".', [], ['seo-audit', 'content-strategy']],
    ['startup-cto and startup-cto', ['startup-cto'], []],
  ])('%s', (task, personas, skills) => {
    expect(namedIn(task, NO_OPTIONS, KNOWN)).toMatchObject({ personas, skills });
  });
});
