/** Materials for prompts, with only what a test cares about spelled out. */
import type { PhaseId, WorkstreamId } from '../../src/engine/ids.ts';
import { phaseId, workstreamId } from '../../src/engine/ids.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import type { Dependency, Materials } from '../../src/prompts/index.ts';

export function materials(change: Partial<Materials> = {}): Materials {
  return {
    task: 'Compare A AND write B THEN review C',
    dependencies: [],
    personaText: null,
    skillTexts: [],
    template: null,
    patterns: PATTERNS.map(({ name, when, rules }) => ({ name, when, rules })),
    personas: [{ name: 'startup-cto', description: 'Technical leader.' }],
    skills: [{ name: 'migration-planning', description: 'How data moves without downtime.' }],
    templates: [{ name: 'research', description: 'Finds and reports.' }],
    missing: [],
    files: [],
    filesAtHand: [],
    items: [],
    ...change,
  };
}

export function result(id: string, text: string, title = `Work ${id}`): Dependency {
  return { id: workstreamId(id), title, phase: 'Somewhere', name: `part-${id}.md`, text };
}

export const ws = (id: string): { readonly kind: 'workstream'; readonly workstream: WorkstreamId } => ({ kind: 'workstream', workstream: workstreamId(id) });
export const phase = (id: string): PhaseId => phaseId(id);
