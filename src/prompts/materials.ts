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
  readonly patterns: readonly { readonly name: string; readonly when: string }[];
  readonly personas: readonly { readonly name: string; readonly description: string }[];
  /** The engine's own list of what the synthesis has to do without. */
  readonly missing: readonly string[];
  /** Names of the files that came with the request. */
  readonly files: readonly string[];
}

export interface Dependency {
  readonly id: WorkstreamId;
  readonly title: string;
  readonly phase: string;
  /** File name. */
  readonly name: string;
  readonly text: string;
}
