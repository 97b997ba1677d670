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
