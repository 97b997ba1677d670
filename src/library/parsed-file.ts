/** What a file of the library turns out to be: something of its kind, or what is wrong with it and where. */
import type { z } from 'zod';
import type { Composition, LibraryFault, Persona, Skill, Template } from '../ports/library.ts';
import type { FrontMatter, Path } from './front-matter.ts';

export type Entry =
  | { readonly what: 'persona'; readonly entry: Persona }
  | { readonly what: 'skill'; readonly entry: Skill }
  | { readonly what: 'template'; readonly entry: Template }
  | { readonly what: 'composition'; readonly entry: Composition; readonly references: readonly Reference[] };

/** A name that must be known to the library as a whole. */
export interface Reference {
  readonly what: 'persona' | 'skill' | 'template' | 'pattern';
  readonly name: string;
  readonly line: number;
}

export interface Fault {
  readonly line: number | null;
  readonly fault: LibraryFault;
}

export type ParsedFile =
  | { readonly kind: 'read'; readonly found: Entry; readonly nameLine: number }
  | { readonly kind: 'broken'; readonly faults: readonly Fault[] };

export function broken(...faults: readonly Fault[]): ParsedFile {
  return { kind: 'broken', faults };
}

export function brokenFrontMatter(split: Exclude<FrontMatter, { kind: 'split' }>): ParsedFile {
  return split.kind === 'broken' ? broken({ line: split.line, fault: split.fault }) : broken({ line: split.bodyLine || 1, fault: { kind: 'no-front-matter' } });
}

export function wrongFields(issues: readonly z.core.$ZodIssue[], lineOf: (path: Path) => number): readonly Fault[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => wrongField([...issue.path, key], 'is not known here', lineOf))
      : [wrongField(issue.path, issue.message, lineOf)],
  );
}

export function wrongField(path: Path, detail: string, lineOf: (path: Path) => number): Fault {
  return {
    line: lineOf(path),
    fault: { kind: 'wrong-field', field: path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join('.'), detail },
  };
}
