/** What a typed command means, before anyone checks whether it may be done; and what a command's own file provides. */
import type { HelpTopic, Misreading, Shelf } from '../src/cards/misreading.ts';
import type { Mode } from '../src/engine/event.ts';
import type { WorkstreamId } from '../src/engine/ids.ts';
import type { Plan } from '../src/engine/plan.ts';
import type { TypedOptions } from '../src/engine/request-options.ts';
import type { CostGrouping } from '../src/ports/costs.ts';
import type { ReportAsk } from '../src/ports/desk.ts';
import type { RunNamed } from './run-named.ts';
import type { SettingsAction } from './settings.ts';

export type Command =
  /** `said`: with the options that stand in it, as it was typed. */
  | {
      readonly kind: 'request';
      readonly mode: Mode;
      readonly task: string;
      readonly said: string;
      readonly typed: TypedOptions;
      readonly givenPlan: Plan | null;
    }
  | { readonly kind: 'help'; readonly topic: HelpTopic }
  /** `run`, `number` null: the run of this thread. */
  | { readonly kind: 'status'; readonly run: RunNamed | null }
  | { readonly kind: 'list'; readonly active: boolean }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'pause'; readonly number: number | null }
  | { readonly kind: 'resume'; readonly number: number | null }
  | { readonly kind: 'cancel'; readonly number: number | null }
  /** One workstream of a run that is over, done again; `change` null: exactly as it was. */
  | { readonly kind: 'retry'; readonly number: number; readonly workstream: WorkstreamId; readonly change: string | null }
  /** A list of work that others do. */
  | { readonly kind: 'create'; readonly task: string; readonly plan: Plan }
  | { readonly kind: 'update'; readonly run: RunNamed | null; readonly report: ReportAsk }
  | { readonly kind: 'aggregate'; readonly run: RunNamed | null }
  | { readonly kind: 'costs'; readonly by: CostGrouping; readonly days: number }
  | { readonly kind: 'cleanup'; readonly days: number }
  /** Search words; empty: all of them. */
  | { readonly kind: 'shelf'; readonly shelf: Shelf; readonly words: string }
  | { readonly kind: 'library-check' }
  /** A template's prompt with these inputs, by their names as typed. */
  | { readonly kind: 'preview'; readonly template: string; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'settings'; readonly action: SettingsAction }
  | { readonly kind: 'misread'; readonly topic: HelpTopic; readonly problem: Misreading };

/** One file per command: its word and the pure translation of what stands after it. Never throws. */
export interface CommandForm {
  readonly name: HelpTopic;
  read(rest: string): Command;
}

export function misread(topic: HelpTopic, problem: Misreading): Command {
  return { kind: 'misread', topic, problem };
}

/** `/orchestrate help` asks about the command; nobody's task is the one word "help". */
export function asksForHelp(rest: string): boolean {
  return /^(?:(?:--|—)?help|\?)$/iu.test(rest.trim());
}
