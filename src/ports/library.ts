/** What plans and prompts are made from besides the request: personas, skills, templates and compositions, by name. */
import type { AgentType, PatternName } from '../engine/plan.ts';

export interface Library {
  persona(name: string): Persona | null;
  personas(): readonly Persona[];
  skill(name: string): Skill | null;
  skills(): readonly Skill[];
  template(name: string): Template | null;
  templates(): readonly Template[];
  composition(name: string): Composition | null;
  compositions(): readonly Composition[];
  /** What is broken on disk; none of it stops the rest. In the order of folders and paths. */
  problems(): readonly LibraryProblem[];
  /** Takes in what has changed on disk since the last look. Cheap enough to be called before each use. Never rejects. */
  refresh(): Promise<void>;
}

/** Who thinks. */
export interface Persona {
  /** Kebab-case, as people type it. */
  readonly name: string;
  /** One line. */
  readonly description: string;
  /** Below its folder of the library, such as `agents/personas/startup-cto.md`. */
  readonly path: string;
  readonly capabilities: readonly string[];
  /** The Markdown body: identity, judgement, way of speaking. */
  readonly text: string;
}

/** How it is done. */
export interface Skill {
  readonly name: string;
  /** The area that it belongs to, such as `engineering`. */
  readonly domain: string;
  /** Below its folder of the library, such as `engineering/aws-solution-architect/SKILL.md`. */
  readonly path: string;
  /** One line, of any length; public collections write paragraphs. */
  readonly description: string;
  readonly capabilities: readonly string[];
  readonly text: string;
}

/** The shape of a task prompt and of its answer. Each part may hold `{{placeholders}}` that inputs take the place of. */
export interface Template {
  readonly name: string;
  readonly description: string;
  readonly path: string;
  readonly capabilities: readonly string[];
  readonly role: string;
  readonly task: string;
  /** Markdown, usually a list. */
  readonly constraints: string;
  readonly outputFormat: string;
  readonly outputInterface: string;
  readonly inputs: readonly LibraryInput[];
}

/** Work that a team does again and again, as steps that become a plan. */
export interface Composition {
  readonly name: string;
  readonly description: string;
  readonly path: string;
  readonly capabilities: readonly string[];
  readonly pattern: PatternName;
  readonly inputs: readonly LibraryInput[];
  readonly steps: readonly CompositionStep[];
  /** The Markdown body: when to use it and what comes out, for people. */
  readonly text: string;
}

export interface LibraryInput {
  /** As in `{{name}}`. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

export interface CompositionStep {
  readonly title: string;
  /** May hold `{{placeholders}}` of the composition's inputs. */
  readonly task: string;
  readonly agent: AgentType;
  readonly persona: string | null;
  readonly skills: readonly string[];
  readonly template: string | null;
  /** Positions, from 1, of earlier steps whose results it needs. */
  readonly dependsOn: readonly number[];
  readonly estimateMinutes: number;
  /** A file name, such as `legal-brief.md`. */
  readonly deliverable: string;
  /** Steps with the same phase stand in one; null: the pattern decides. */
  readonly phase: string | null;
  /** `approve`: people are asked before the phase after it starts. */
  readonly gate: 'none' | 'approve';
}

export type LibraryKind = 'persona' | 'skill' | 'template' | 'composition';

export interface LibraryProblem {
  /** What the file would have been; `folder`: the folder itself is the trouble. */
  readonly what: LibraryKind | 'folder';
  /** The last part of the folder's name. */
  readonly folder: string;
  /** Below that folder; empty for the folder itself. */
  readonly path: string;
  /** From 1; null: the whole file. */
  readonly line: number | null;
  readonly reason: LibraryFault;
  /** Whether the file's last good version goes on being used. */
  readonly lastGood: boolean;
}

/** A closed list, so that only the cards word it. `detail` is what a parser said. */
export type LibraryFault =
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'leads-outside' }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'too-many'; readonly limit: number }
  | { readonly kind: 'no-front-matter' }
  | { readonly kind: 'open-front-matter' }
  | { readonly kind: 'not-yaml'; readonly detail: string }
  | { readonly kind: 'wrong-field'; readonly field: string; readonly detail: string }
  | { readonly kind: 'empty-body' }
  | { readonly kind: 'long-body'; readonly characters: number; readonly limit: number }
  | { readonly kind: 'missing-section'; readonly section: string }
  | { readonly kind: 'unknown-section'; readonly section: string }
  | { readonly kind: 'section-twice'; readonly section: string }
  | { readonly kind: 'unknown-placeholder'; readonly name: string }
  | { readonly kind: 'unused-input'; readonly name: string }
  | { readonly kind: 'name-taken'; readonly name: string; readonly by: string }
  | {
      readonly kind: 'unknown-reference';
      readonly what: Exclude<LibraryKind, 'composition'> | 'pattern';
      readonly name: string;
      readonly closest: string | null;
    }
  | { readonly kind: 'wrong-dependency'; readonly step: number; readonly on: number };
