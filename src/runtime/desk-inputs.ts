/** What people give for a composition that asked for its inputs: through the question's form, or as plain words and files in its thread. */

import type { ArtifactRef } from '../engine/body.ts';
import type { Decision } from '../engine/decision.ts';
import type { DecisionId } from '../engine/ids.ts';
import { openDecisions } from '../engine/open-decisions.ts';
import type { Workflow } from '../engine/state.ts';
import type { Acting, ActionReply } from '../ports/desk.ts';
import { actorOf } from './actor-of.ts';
import { resultText } from './clean-text.ts';
import { deliver } from './deliver.ts';
import type { DeskDeps } from './desk-deps.ts';
import { readInputs } from './named-inputs.ts';

/** The open question that plain words in the thread answer. */
export function inputsAsked(workflow: Workflow): Decision | null {
  return openDecisions(workflow).find(({ question }) => question.kind === 'missing-inputs') ?? null;
}

export interface Giving {
  readonly by: Acting;
  readonly workflow: Workflow;
  readonly decision: DecisionId;
  readonly text: string;
  readonly files: readonly ArtifactRef[];
}

/** Text without a name is for the first input that is missing; any other may be given anew by its name. */
export async function giveInputs({ by, workflow, decision, text, files }: Giving, deps: DeskDeps): Promise<ActionReply> {
  const question = workflow.decisions.get(decision)?.question;
  const asked = question?.kind === 'missing-inputs' ? question.inputs : [];
  const others = workflow.composition?.inputs.filter(({ name }) => !asked.some((input) => input.name === name)) ?? [];
  const { given, artifacts } = readInputs({ wanted: asked, others }, resultText(text), files, deps.ids);
  const input = { kind: 'answer', decision, option: 'supply', actor: await actorOf(by, workflow.place, deps), text: null, supplied: null, given } as const;
  return await deliver({ tenant: by.tenant, workflow: workflow.id, id: by.input, input, artifacts }, deps);
}
