/** `deal-review: <text>`: a composition of the library, by its name. Any other first word leaves the request what it is. */
import type { ArtifactRef } from '../engine/body.ts';
import { type CompositionRun, filledPlan } from '../engine/composition.ts';
import { planProblems } from '../engine/plan-rules.ts';
import { NO_OPTIONS } from '../engine/request-options.ts';
import { UserError } from '../errors.ts';
import { type Built, planOfComposition } from '../patterns/index.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import type { CommandRequest } from '../ports/desk.ts';
import type { Ids } from '../ports/ids.ts';
import type { Composition, Library } from '../ports/library.ts';
import { attachedFiles } from './attachments.ts';
import type { AskedWork } from './desk-request.ts';
import { sizesFor } from './library-sizes.ts';
import { readInputs } from './named-inputs.ts';

type Asking = Pick<CommandRequest, 'tenant' | 'attachments'>;

export interface ComposeDeps {
  readonly library: Library;
  readonly artifacts: Pick<Artifacts, 'refs'>;
  readonly ids: Ids;
}

/** Null: the request names none. The library is read as it is on disk now. */
export async function composedWork(request: Asking, asked: AskedWork, deps: ComposeDeps): Promise<AskedWork | null> {
  const { name, text } = named(asked);
  if (name === null) return null;
  await deps.library.refresh();
  const composition = deps.library.composition(name);
  if (!composition) return null;
  const attached = await attachedFiles(deps.artifacts, request.tenant, request.attachments);
  const { given, artifacts } = readInputs({ wanted: composition.inputs, others: [] }, text, attached, deps.ids);
  const run: CompositionRun = {
    name,
    inputs: composition.inputs.map(({ name: input, description, required }) => ({ name: input, description, required })),
    given,
  };
  const inputs = [...attached, ...artifacts.map(({ ref }) => ref)];
  const built = planned(composition, asked, inputs, deps.library);
  const problems = built.kind === 'plan' ? planProblems(filledPlan(built.plan, run, inputs)) : built.problems;
  if (built.kind === 'problems' || problems.length > 0) {
    throw new UserError(
      'composition.broken',
      `${name} cannot be planned as it is: ${problems.join(' ')} Whoever keeps the library can mend ${composition.path}.`,
    );
  }
  const options = { ...(asked.options ?? NO_OPTIONS), composition: name };
  return { ...asked, givenPlan: built.plan, composition: run, files: { inputs, artifacts }, sizes: sizesFor(built.plan, deps.library), options };
}

/** With the option, the whole text is for its inputs. */
function named({ task, options }: AskedWork): { readonly name: string | null; readonly text: string } {
  const [, name = null, text = ''] = /^([a-z0-9]+(?:-[a-z0-9]+)*)\s*:(?:\s+([\s\S]*))?$/iu.exec(task.trim()) ?? [];
  const chosen = options?.composition ?? null;
  if (chosen !== null && name?.toLowerCase() !== chosen) return { name: chosen, text: task };
  return { name: name?.toLowerCase() ?? null, text: text.trim() };
}

function planned(composition: Composition, { task, options }: AskedWork, inputs: readonly ArtifactRef[], library: Library): Built {
  return planOfComposition(composition, {
    task,
    personas: library.personas().map(({ name }) => name),
    skills: library.skills().map(({ name }) => name),
    templates: library.templates().map(({ name }) => name),
    inputs,
    items: [],
    options: options ?? NO_OPTIONS,
    level: null,
  });
}
