/** What forms say around their fields, on every surface: short titles, what a choice means, why a field stays empty, what is missing. */
import type { OptionId } from '../engine/decision.ts';
import { type AgentType, MAX_LOOP_ROUNDS } from '../engine/plan.ts';
import { count, sentenceList, size } from './figures.ts';

export const AGENT_WORDS: Readonly<Record<AgentType, string>> = {
  explore: 'explore: reads',
  plan: 'plan: reads and thinks hard',
  general: 'general: may also write',
};

export const GATE_WORDS: Readonly<Record<'none' | 'approve', string>> = { none: 'starts by itself', approve: 'waits for a yes' };

export const LOOP_WORDS = { once: 'once', loop: `as an iterative loop, up to ${MAX_LOOP_ROUNDS} rounds` } as const;

/** Under the choice between once and a loop. */
export function loopHint(successCheck: string | null): string {
  return successCheck === null ? 'Between rounds it is checked against its task.' : `Between rounds it is checked: ${successCheck}`;
}

/** Titles for surfaces that have room for a few words only (24 characters); the form's own title then stands in the form. */
export const SHORT_TITLES = {
  'edit-plan': 'Edit the plan',
  change: 'Change a workstream',
  'change-phase': 'Change a phase',
  'change-list': 'Change what is to come',
  'add-context': 'Add context',
  'correct-handoff': 'Correct this handoff',
  branch: 'A new run',
  settings: 'Settings',
  told: 'Baton',
} as const;

const SHORT_ANSWERS: Readonly<Partial<Record<OptionId, string>>> = {
  supply: 'Supply a result',
  'retry-with-context': 'Retry with context',
  adjust: 'Adjust and retry',
  'ask-again': 'Ask the panel again',
  'other-pattern': 'Another pattern',
  raise: 'Raise the budget',
};

export function shortAnswerTitle(option: OptionId): string {
  return SHORT_ANSWERS[option] ?? 'Your answer';
}

export const FORM_WORDS = {
  close: 'Close',
  leave: 'Leave it as it is',
  save: 'Save the changes',
  change: 'Change',
  send: 'Send',
  nothingChanged: 'Nothing was changed.',
  needed: 'This is needed.',
  chooseOne: 'Choose one of these.',
  unreadable: 'This could not be read. Close the form and open it again.',
  text: 'Text',
  title: 'Title',
  task: 'Task',
  agent: 'Agent type',
  persona: 'Persona',
  noPersona: 'none',
  skills: 'Skills',
  model: 'Model',
  emptyAsItIs: 'Empty: as it is.',
  nothingToChange: 'Nothing is left to change: all of it has begun or is settled.',
  runs: 'Runs',
  waitsFor: 'Waits for',
  waitsForHint: 'It starts when these have a result.',
  drop: 'Drop this workstream',
  dropHint: 'What waits for it then waits for what it waits for.',
  skip: 'Skip this workstream',
  skipHint: 'Nothing else of this form counts then. What needs its result asks how to go on.',
  file: 'Or as a file',
  fileHint: 'Plain text or Markdown, in place of the field above.',
  oneOrTheOther: 'Write it in the field or attach a file.',
  oneNotBoth: 'Text and a file: which one is meant? Take one of them away.',
  wholePhaseHint: 'For all of its work that has not begun.',
} as const;

export function planEditorTitle(number: number): string {
  return `Edit the plan of #${number}`;
}

/** `what`: `[3]`, `Phase 2`. */
export function changeTitle(what: string): string {
  return `Change ${what}`;
}

/** The head of the plan editor. */
export const PLAN_EDITOR_INTRO = 'Nothing has started. A change makes a new revision, and an approval that was given for the old one no longer holds.';

/** The head of the forms that change a run at work. */
export const CHANGE_INTRO = 'Inside what was approved a change applies at once; an agent type that the plan did not have is asked about first.';

/** A text that a field cannot hold whole is left out of it, never cut. */
export function tooLongToShow(characters: number, limit: number): string {
  return `It has ${count(characters, 'character')}, and this field holds ${count(limit, 'character')}. Left empty it stays as it is; what you write takes its place whole.`;
}

export const LONGER_AS_FILE = 'Longer text can be attached as a file.';
export const LONGER_IN_THREAD = 'Longer text: send it as a message in the thread instead.';

/** Few characters can be many bytes: three for each of Chinese, four for an emoji. */
export function tooLongWritten(bytes: number, limit: number): string {
  return `That is ${size(bytes)}, and there is room for ${size(limit)} here. Shorten it.`;
}

/** Of a form that cannot show all: what is not in it, so that nobody takes it for unchanged by accident. */
export function leftOutOfForm(names: readonly string[]): string {
  return `Not in this form, for want of room, and unchanged by it: ${sentenceList(names)}.`;
}

/** The forms of the settings. */
export const SETTINGS_WORDS = {
  here: 'Those of this channel. A channel’s value goes before the workspace’s, that before the file’s (orchestrator.local.md), that before the default.',
  everywhere: 'Those of the workspace. They go before the file’s (orchestrator.local.md) and the defaults; a channel can have its own.',
  counts: 'A change counts from the next run on. Only admins can make one.',
  ofWorkspace: 'Show the workspace’s',
  takesAway: 'Empty: the next source’s value counts.',
  notSetHere: 'not set here',
  fromElsewhere: 'It is not set here, so there is nothing to take away. What it should be here has to be said.',
  movedOn: 'Somebody changed these settings since you opened the form. Close it and open it again.',
} as const;
