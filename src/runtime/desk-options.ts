/** What a request chooses, checked against the library and the settings as they are now; then the work that it asks for. */
import { type Command, checkOptions } from '../../commands/index.ts';
import type { OptionProblem } from '../cards/misreading.ts';
import type { Plan } from '../engine/plan.ts';
import type { RequestOptions, TypedOptions } from '../engine/request-options.ts';
import { PATTERNS } from '../patterns/index.ts';
import type { CommandRequest } from '../ports/desk.ts';
import { actorOf } from './actor-of.ts';
import { composedWork } from './desk-composition.ts';
import type { DeskDeps } from './desk-deps.ts';
import type { AskedWork } from './desk-request.ts';
import { sizesFor } from './library-sizes.ts';

export type ChosenWork = { readonly kind: 'work'; readonly work: AskedWork } | { readonly kind: 'problems'; readonly problems: readonly OptionProblem[] };

export async function chosenWork(request: CommandRequest, read: Extract<Command, { kind: 'request' }>, deps: DeskDeps): Promise<ChosenWork> {
  const typed = { ...request.options, ...read.typed };
  const asked = Object.keys(typed).length === 0 ? withoutOptions(read) : await withOptions(request, read, typed, deps);
  if (asked.kind === 'problems' || read.givenPlan !== null) return asked;
  const composed = await composedWork(request, asked.work, deps);
  // Its steps say all of that; the plan can be edited before it starts.
  const set = composed ? SET_BY_STEPS.filter((option) => typed[option] !== undefined) : [];
  if (set.length > 0) return { kind: 'problems', problems: set.map((option) => ({ kind: 'not-with', option, command: 'composition' })) };
  return composed ? { kind: 'work', work: composed } : asked;
}

const SET_BY_STEPS = ['pattern', 'persona', 'skills', 'template'] as const;

function withoutOptions({ mode, task, givenPlan }: Extract<Command, { kind: 'request' }>): ChosenWork {
  return { kind: 'work', work: { mode, task, givenPlan, reuse: null } };
}

async function withOptions(
  request: CommandRequest,
  { mode, task, givenPlan }: Extract<Command, { kind: 'request' }>,
  typed: TypedOptions,
  deps: DeskDeps,
): Promise<ChosenWork> {
  const { library, settings } = deps;
  await library.refresh();
  const checked = checkOptions(typed, {
    patterns: PATTERNS.map(({ name }) => name),
    personas: library.personas().map(({ name }) => name),
    skills: library.skills().map(({ name }) => name),
    templates: library.templates().map(({ name }) => name),
    settings: (await settings.resolve(request.tenant, request.channel)).values,
    requester: await actorOf(request, request, deps),
    mode,
  });
  if (checked.kind === 'problems') return checked;
  const plan = givenPlan && chosenForAll(givenPlan, checked.options);
  const sizes = plan && { sizes: sizesFor(plan, library) };
  return { kind: 'work', work: { mode, task, givenPlan: plan, reuse: null, options: checked.options, settings: checked.settings, ...sizes } };
}

/** Tasks that are given as they are have nobody who could share out what was chosen: it goes to each of them. */
function chosenForAll(plan: Plan, { persona, skills, template }: RequestOptions): Plan {
  return {
    ...plan,
    phases: plan.phases.map((phase) => ({ ...phase, persona, skills })),
    workstreams: plan.workstreams.map((one) => ({ ...one, persona, skills, ...(template === null ? {} : { template }) })),
  };
}
