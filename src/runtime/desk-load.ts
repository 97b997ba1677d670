/** `Load <path>` in a run's thread: another persona, or one more skill, for the next phase that has not started. */
import { type LoadLine, readLoadLines } from '../../commands/index.ts';
import type { LoadProblem, UnknownPath } from '../cards/load-words.ts';
import { noticeCard } from '../cards/notice.ts';
import { closestName } from '../engine/closest-name.ts';
import type { Input, Override } from '../engine/input.ts';
import { type AtPath, atLibraryPath, type OnShelf } from '../engine/library-path.ts';
import type { Phase } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import type { WorkflowSummary } from '../ports/archive.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import type { Library } from '../ports/library.ts';
import { actorOf } from './actor-of.ts';
import { deliver } from './deliver.ts';
import type { DeskDeps } from './desk-deps.ts';
import { recordSpoken } from './desk-request.ts';
import { sizesOf } from './library-sizes.ts';
import { readWorkflow } from './read-workflow.ts';

/** Null: it is not about loading, so it means what plain words mean. */
export async function loadInThread(request: CommandRequest, said: string, deps: DeskDeps): Promise<CommandReply | null> {
  const lines = request.attachments.length === 0 ? readLoadLines(said) : null;
  if (lines === null) return null;
  await deps.library.refresh();
  const read = lines.map((line) => onShelf(line, deps.library));
  // "Load everything": a word that is no path and like nothing of the library is prose.
  if (read.every(({ kind }) => kind === 'prose')) return null;
  const found = read.flatMap((one) => (one.kind === 'found' ? [one.at] : []));
  const unknown = read.flatMap((one) => (one.kind === 'found' ? [] : [one.path]));
  const { tenant, thread } = request;
  const [running] = thread === null ? [] : await deps.archive.workflows(tenant, { active: true, thread, limit: 1 });
  if (!running) return told(request, { kind: 'no-run' });
  if (unknown.length > 0) return told(request, { kind: 'unknown', paths: unknown });
  return await loaded(request, running, found, deps);
}

function told({ thread }: CommandRequest, problem: LoadProblem): CommandReply {
  return { kind: 'told', card: noticeCard({ kind: 'load', problem }), thread };
}

type Read = { readonly kind: 'found'; readonly at: AtPath } | { readonly kind: 'unknown' | 'prose'; readonly path: UnknownPath };

function onShelf({ typed, isPath }: LoadLine, library: Library): Read {
  const [personas, skills] = [library.personas(), library.skills()];
  const at = atLibraryPath(typed, personas, skills);
  if (at) return { kind: 'found', at };
  const closest = alike(typed, [...personas, ...skills]);
  return { kind: isPath || closest.length > 0 ? 'unknown' : 'prose', path: { typed, closest } };
}

/** More than a few are a wall. */
const MOST_SUGGESTED = 3;

/** Several that end like it, else the one that is a slip or two away. */
function alike(typed: string, shelf: readonly OnShelf[]): readonly string[] {
  const name = lastName(typed);
  const same = shelf.filter((one) => one.name === name || lastName(one.path) === name);
  const near = closestName(name, [...new Set(shelf.map((one) => one.name))]);
  return (same.length > 0 ? same : shelf.filter((one) => one.name === near)).slice(0, MOST_SUGGESTED).map(({ path }) => path);
}

/** Of `engineering/aws-solution-architect/SKILL.md` the part that names it. */
function lastName(path: string): string {
  const parts = path
    .toLowerCase()
    .split(/[\\/]/u)
    .filter((part) => part !== '' && part !== 'skill.md' && part !== 'skill');
  return (parts.at(-1) ?? '').replace(/\.md$/u, '');
}

async function loaded(
  request: CommandRequest,
  { id: workflow, number, thread }: WorkflowSummary,
  found: readonly AtPath[],
  deps: DeskDeps,
): Promise<CommandReply> {
  const { tenant, surface, channel, input: id } = request;
  const names = (kind: AtPath['kind']) => [...new Set(found.flatMap((one) => (one.kind === kind ? [one.name] : [])))];
  const [personas, add] = [names('persona'), names('skill')];
  if (personas.length > 1) return told(request, { kind: 'several-personas', names: personas });
  const state = await readWorkflow(deps.archive, tenant, workflow);
  if (!state?.proposal) return told(request, { kind: 'no-plan', number });
  const phase = nextPhase(state);
  if (!phase) return told(request, { kind: 'no-next-phase', number });
  await recordSpoken(request, { tenant, surface, channel, thread }, deps);
  const sizes = sizesOf(found, deps.library);
  const change: Override = { kind: 'change-phase', phase: phase.id, persona: personas[0] ?? null, skills: null, add, sizes };
  const input: Input = { kind: 'override', actor: await actorOf(request, state.place, deps), change };
  return { kind: 'acted', workflow, thread, reply: await deliver({ tenant, workflow, id, input, artifacts: [] }, deps), as: 'load' };
}

function nextPhase({ proposal, phases, stage }: Workflow): Phase | null {
  if (stage.kind === 'synthesising' || stage.kind === 'ended') return null;
  return proposal?.plan.phases.find(({ id }) => phases.get(id)?.state.kind === 'pending') ?? null;
}
