/** The prompt that a worker would get from a template: built by the same code, values included, for a workstream that nobody runs. */
import type { TemplatePreview } from '../cards/template-preview.ts';
import { usualTokens } from '../engine/estimate.ts';
import type { Recorded, WorkflowEvent } from '../engine/event.ts';
import { replay } from '../engine/evolve.ts';
import { channelId, LOCAL_TENANT, personId, threadId, workflowId } from '../engine/ids.ts';
import type { GivenText, Plan, Workstream } from '../engine/plan.ts';
import { hashPlan } from '../engine/plan-rules.ts';
import { DEFAULT_SETTINGS } from '../engine/settings.ts';
import type { Workflow } from '../engine/state.ts';
import { wordsIn } from '../engine/words-in.ts';
import { givenFanOut } from '../patterns/index.ts';
import type { Template } from '../ports/library.ts';
import { inputName, promptFor } from '../prompts/index.ts';

export function previewTemplate(template: Template, values: ReadonlyMap<string, string>): TemplatePreview {
  const given = new Map([...values].map(([name, value]) => [inputName(name), value]));
  const known = new Set(['task', ...template.inputs.map(({ name }) => inputName(name))]);
  const task = given.get('task') ?? '{{task}}';
  const texts = template.inputs.flatMap(({ name }): GivenText[] => {
    const text = inputName(name) === 'task' ? undefined : given.get(inputName(name));
    return text === undefined ? [] : [{ name, text }];
  });
  const { workflow, workstream } = imagined(task, template.name, texts);
  const { system, prompt } = promptFor(workflow, { kind: 'workstream', workstream: workstream.id }, { ...NOTHING, task, template });
  return {
    template: template.name,
    prompt,
    ...{ words: wordsIn(prompt), tokens: usualTokens(prompt) },
    system: { words: wordsIn(system), tokens: usualTokens(system) },
    left: template.inputs.filter(({ name }) => !given.has(inputName(name))),
    takes: ['task', ...template.inputs.map(({ name }) => name)].filter((name, index, all) => all.indexOf(name) === index),
    unknown: [...values.keys()].filter((name) => !known.has(inputName(name))),
  };
}

function imagined(task: string, template: string, given: readonly GivenText[]): { readonly workflow: Workflow; readonly workstream: Workstream } {
  const made = givenFanOut([{ agent: 'general', text: task }]);
  const plan: Plan = {
    ...made,
    workstreams: made.workstreams.map((one) => ({ ...one, template, given, title: `Preview of ${template}`, deliverable: 'preview.md' })),
  };
  const state = replay([requested(task), proposed(plan)].map((event, index): Recorded => ({ event, at: 0, seq: index + 1, input: null })));
  const [workstream] = plan.workstreams;
  if (state.kind === 'none' || !workstream) throw new Error('a request with a plan always folds to a workflow with a workstream');
  return { workflow: state, workstream };
}

function requested(task: string): WorkflowEvent {
  return {
    ...{ kind: 'requested', workflow: workflowId('preview'), number: 0, requester: personId('preview'), mode: 'plan-only' },
    place: { tenant: LOCAL_TENANT, surface: 'preview', channel: channelId(''), thread: threadId('') },
    ...{ task: { kind: 'inline', text: task }, inputs: [], settings: DEFAULT_SETTINGS, givenPlan: null, reuse: null, rehearsal: false },
  };
}

function proposed(plan: Plan): WorkflowEvent {
  return {
    ...{ kind: 'plan-proposed', plan, hash: hashPlan(plan), revision: 1, author: null, change: null },
    envelope: { maxWorkstreams: 1, maxRounds: 0, agents: ['general'], tools: [], costCapUsd: 0 },
    estimate: { p50Usd: 0, p90Usd: 0, minutes: 0, fromRuns: 0 },
  };
}

const NOTHING = {
  ...{ dependencies: [], personaText: null, skillTexts: [], patterns: [], personas: [], skills: [], templates: [] },
  ...{ missing: [], files: [], filesAtHand: [], items: [] },
};
