/** What the runtime reads for a prompt, since the state carries ids and openings only. */
import type { WorkstreamId } from '../engine/ids.ts';

export interface Materials {
  /** The request, whole. */
  readonly task: string;
  /**
   * Results in full: what a workstream depends on, what a handoff or the synthesis covers, the draft that a check
   * is about. For a round after the first, an entry with the workstream's own id is its last draft.
   */
  readonly dependencies: readonly Dependency[];
  readonly personaText: string | null;
  /** Of the workstream and its phase, in the order that they are named. */
  readonly skillTexts: readonly NamedText[];
  readonly template: TemplateParts | null;
  readonly patterns: readonly { readonly name: string; readonly when: string; readonly rules: readonly string[] }[];
  readonly personas: readonly { readonly name: string; readonly description: string }[];
  /** All of the library's: what a prompt offers of them is its own business. */
  readonly skills: readonly { readonly name: string; readonly description: string }[];
  readonly templates: readonly { readonly name: string; readonly description: string }[];
  /** The engine's own list of what the synthesis has to do without. */
  readonly missing: readonly string[];
  /** Names of the files that came with the request; of a workstream with a share of them, its own. */
  readonly files: readonly string[];
  /** Names of those that were not sent along and can be read with a tool. */
  readonly filesAtHand: readonly string[];
  /** The workstream's share of what the request lists; empty where there is none. */
  readonly items: readonly string[];
}

/** A text of the library. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A template of the library: `{{task}}` in it takes the workstream's task. */
export interface TemplateParts {
  readonly name: string;
  readonly role: string;
  readonly task: string;
  readonly constraints: string;
  readonly outputFormat: string;
  readonly outputInterface: string;
}

export interface Dependency {
  readonly id: WorkstreamId;
  readonly title: string;
  readonly phase: string;
  /** File name. */
  readonly name: string;
  readonly text: string;
}
