import { describe, expect, test } from 'vitest';
import { atLibraryPath } from '../../src/engine/library-path.ts';

const PERSONAS = [
  { name: 'startup-cto', path: 'agents/personas/startup-cto.md' },
  { name: 'review', path: 'agents/personas/review.md' },
];
const SKILLS = [
  { name: 'aws-solution-architect', path: 'engineering/aws-solution-architect/SKILL.md' },
  { name: 'review', path: 'engineering/review/SKILL.md' },
  { name: 'marketing-review', path: 'marketing/review/SKILL.md' },
  { name: 'seo-audit', path: 'plugins/web/skills/seo/skill.md' },
];
const at = (typed: string) => atLibraryPath(typed, PERSONAS, SKILLS);
const persona = (name: string) => ({ kind: 'persona', name });
const skill = (name: string) => ({ kind: 'skill', name });

describe('a path after Load', () => {
  test.each([
    ['agents/personas/startup-cto.md', persona('startup-cto')],
    ['./agents/personas/startup-cto.md', persona('startup-cto')],
    ['`agents/personas/startup-cto.md`', persona('startup-cto')],
    ['Agents\\Personas\\Startup-CTO.md', persona('startup-cto')],
    ['personas/startup-cto', persona('startup-cto')],
    ['startup-cto.md', persona('startup-cto')],
    ['startup-cto', persona('startup-cto')],
    ['engineering/aws-solution-architect/SKILL.md', skill('aws-solution-architect')],
    ['engineering/aws-solution-architect/', skill('aws-solution-architect')],
    ['aws-solution-architect/skill.md', skill('aws-solution-architect')],
    ['marketing/review/SKILL.md', skill('marketing-review')],
    ['skills/seo/SKILL.md', skill('seo-audit')],
    ['seo-audit', skill('seo-audit')],
    // Two end like this: only the whole name or path says which.
    ['review', persona('review')],
    ['engineering/review/SKILL.md', skill('review')],
  ])('%s', (typed, found) => {
    expect(at(typed)).toEqual(found);
  });

  test.each([
    '',
    '/',
    'SKILL.md',
    'review/SKILL.md',
    'agents/personas/nobody.md',
    '../agents/personas/startup-cto.md',
    'agents/../agents/personas/startup-cto.md',
    '/etc/passwd',
    'a/'.repeat(400),
  ])('%j is nothing, or nobody knows which', (typed) => {
    expect(at(typed)).toBeNull();
  });
});
