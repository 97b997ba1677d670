import { describe, expect, it } from 'vitest';
import { readLoadLines } from '../../commands/index.ts';

describe('lines that load', () => {
  it.each([
    ['Load agents/personas/startup-cto.md', [['agents/personas/startup-cto.md', true]]],
    ['load `agents/personas/startup-cto.md`.', [['agents/personas/startup-cto.md', true]]],
    ['Load: engineering/aws-solution-architect/SKILL.md', [['engineering/aws-solution-architect/SKILL.md', true]]],
    ['  LOAD startup-cto  ', [['startup-cto', false]]],
    ['Load `startup-cto`', [['startup-cto', true]]],
    ['Load everything', [['everything', false]]],
    [
      '- Load agents/personas/startup-cto.md\n\n- Load engineering/aws-solution-architect/SKILL.md,\n',
      [
        ['agents/personas/startup-cto.md', true],
        ['engineering/aws-solution-architect/SKILL.md', true],
      ],
    ],
  ])('%j', (text, lines) => {
    expect(readLoadLines(text)).toEqual(lines.map(([typed, isPath]) => ({ typed, isPath })));
  });

  it.each([
    '',
    'Load',
    'Load the data first',
    'Load startup-cto and approve',
    'Load agents/personas/startup-cto.md\nand be strict',
    'approve',
    'Loading startup-cto',
    'Please do not load startup-cto',
    'Load ``',
    `Load ${'x'.repeat(400)}`,
    Array.from({ length: 21 }, () => 'Load a/b.md').join('\n'),
  ])('%j is prose', (text) => {
    expect(readLoadLines(text)).toBeNull();
  });
});

describe('use ... for the next phase', () => {
  it.each([
    ['use startup-cto for the next phase', ['startup-cto']],
    ['Use  startup-cto   in the next phase.', ['startup-cto']],
    ['please use `agents/personas/startup-cto.md` for the next phase', ['agents/personas/startup-cto.md']],
    ['use persona startup-cto, the skill copy-editing and sanity-check for the next phase!', ['startup-cto', 'copy-editing', 'sanity-check']],
    ['use security-expert and copywriting for the next phase', ['security-expert', 'copywriting']],
  ])('%s', (text, names) => {
    expect(readLoadLines(text)).toEqual(names.map((typed) => ({ typed, isPath: true })));
  });

  it.each([
    'use startup-cto for the next phase and approve',
    'We should use startup-cto for the next phase',
    'use the money we have for the next phase',
    'use for the next phase',
    'use startup-cto',
    `use ${' '.repeat(50_000)}x for the next phase`,
    `use ${'a, '.repeat(5_000)}b for the next phase`,
  ])('means nothing in %s', (text) => {
    expect(readLoadLines(text)).toBeNull();
  });
});
