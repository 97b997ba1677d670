/** What is looked up before a form is read: only what the form is about. */
import type { ChannelId, WorkflowId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { ResolvedSettings } from '../ports/settings-store.ts';
import type { LibraryNames } from './library-names.ts';

/** Null: nothing (any more), or not needed for this kind of form. */
export interface Known {
  /** Of every form but those of settings. */
  readonly workflow: Workflow | null;
  readonly names: LibraryNames;
  /** For the form's channel, or (channel null) the workspace. */
  readonly settings: ResolvedSettings | null;
}

export const NOTHING_KNOWN: Known = { workflow: null, names: { personas: [], skills: [] }, settings: null };

/** All of the person's tenant. */
export interface Lookups {
  workflow(id: WorkflowId): Promise<Workflow | null>;
  /** Null: those of the workspace. */
  settings(channel: ChannelId | null): Promise<ResolvedSettings>;
  names(): Promise<LibraryNames>;
}
