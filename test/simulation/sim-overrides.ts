/** What people change without being asked, at any moment. */
import { inputId, phaseId, workstreamId } from '../../src/engine/ids.ts';
import type { Override, PlanEdit } from '../../src/engine/input.ts';
import type { ModelName } from '../../src/engine/model-table.ts';
import { AGENT_TYPES } from '../../src/engine/plan.ts';
import type { Random } from './random.ts';
import { artifact } from './sim-model.ts';

const MODELS: readonly ModelName[] = ['claude-haiku-5-5', 'claude-opus-5-5'];

export function anyEdits(random: Random): PlanEdit[] {
  return Array.from({ length: random.int(1, 3) }, (): PlanEdit => {
    const workstream = anyWorkstreamId(random);
    switch (random.int(1, 6)) {
      case 1:
        return { kind: 'drop', workstream };
      case 2:
        return { kind: 'reword', workstream, title: random.pick([null, 'New title']), task: random.pick([null, 'new task']) };
      case 4:
        return { kind: 'set-loop', workstream, loop: random.chance(0.7) };
      case 3:
        return { kind: 'set-agent', workstream, agent: random.pick(AGENT_TYPES) };
      case 5:
        return { kind: 'set-gate', phase: phaseId(random.pick(['p1', 'p2', 'p3', 'p9'])), gate: random.pick(['none', 'approve']) };
      default:
        return { kind: 'set-persona', workstream, persona: random.pick([null, 'one', 'two']) };
    }
  });
}

const LIKELY: Readonly<Record<Override['kind'], number>> = {
  cancel: 0.3,
  pause: 1.5,
  resume: 2.5,
  'add-context': 1,
  'withdraw-context': 1,
  skip: 3,
  supply: 2,
  change: 2,
  reorder: 1.5,
  'change-phase': 1.5,
  'correct-handoff': 4,
  report: 0.3,
  aggregate: 0.1,
};

export function anyOverride(random: Random): Override {
  const workstream = anyWorkstreamId(random);
  const phase = phaseId(random.pick(['p1', 'p1', 'p1', 'p2', 'p2', 'p3', 'p9']));
  const kind = random.weighted(LIKELY) ?? 'resume';
  switch (kind) {
    case 'cancel':
    case 'pause':
    case 'resume':
      return { kind };
    case 'add-context':
      return { kind, workstream: random.chance(0.5) ? workstream : null, text: 'note', ...(random.chance(0.7) ? { id: anyNote(random) } : {}) };
    case 'withdraw-context':
      return { kind, note: anyNote(random) };
    case 'skip':
      return { kind, workstream };
    case 'supply':
      return { kind, workstream, artifact: suppliedArtifact(random), opening: 'supplied' };
    case 'change':
      return { kind, workstream, ...anyChange(random) };
    case 'reorder':
      return { kind, workstream, dependsOn: [1, 2, 3].filter(() => random.chance(0.3)).map((id) => workstreamId(String(id))) };
    case 'change-phase':
      return {
        kind,
        phase,
        persona: random.pick([null, 'one']),
        skills: random.pick([null, [], ['careful']]),
        ...(random.chance(0.4) ? { add: ['thorough'] } : {}),
      };
    case 'report':
      return { kind, workstream, report: { status: 'in_progress', session: null }, again: false };
    case 'aggregate':
      return { kind };
    case 'correct-handoff':
      return { kind, phase, decisions: ['corrected'], openItems: [] };
    default: {
      const missed: never = kind;
      return missed;
    }
  }
}

/** Few, so that some are taken back by their author, some by others, and some twice. */
function anyNote(random: Random) {
  return inputId(`note-${random.int(1, 4)}`);
}

export function suppliedArtifact(random: Random) {
  return artifact(`supplied-${random.int(1, 1_000_000_000)}`);
}

function anyChange(random: Random) {
  return {
    agent: random.pick([null, ...AGENT_TYPES]),
    persona: random.pick([null, 'one']),
    skills: random.pick([null, null, ['careful']]),
    model: random.chance(0.3) ? random.maybe(MODELS) : null,
    task: random.pick([null, 'other task']),
  };
}

/** [9] never exists. */
function anyWorkstreamId(random: Random) {
  return workstreamId(String(random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 9])));
}
