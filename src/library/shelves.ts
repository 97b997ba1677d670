/** The files of all folders put together by name: later folders win, and what cannot be used is named. */
import { closestName } from '../engine/closest-name.ts';
import type { Composition, LibraryFault, LibraryKind, LibraryProblem, Persona, Skill, Template } from '../ports/library.ts';
import type { KnownFile } from './file-memory.ts';
import type { Listing } from './list-folder.ts';
import type { Reference } from './parsed-file.ts';

export interface ReadFolder {
  /** As people see it. */
  readonly label: string;
  readonly files: readonly KnownFile[];
  readonly troubles: Listing['troubles'];
  readonly reached: boolean;
}

export interface Shelves {
  readonly personas: ReadonlyMap<string, Persona>;
  readonly skills: ReadonlyMap<string, Skill>;
  readonly templates: ReadonlyMap<string, Template>;
  readonly compositions: ReadonlyMap<string, Composition>;
  readonly problems: readonly LibraryProblem[];
}

interface Shelved<Item> {
  readonly item: Item;
  readonly folder: ReadFolder;
}

type Found = NonNullable<KnownFile['good']>;

export function shelve(folders: readonly ReadFolder[], patterns: readonly string[]): Shelves {
  const problems: LibraryProblem[] = [];
  const personas = new Map<string, Shelved<Persona>>();
  const skills = new Map<string, Shelved<Skill>>();
  const templates = new Map<string, Shelved<Template>>();
  const compositions = new Map<string, Shelved<Composition>>();

  for (const folder of folders) {
    for (const { path, fault } of folder.troubles) problems.push(problem(folder, 'folder', path, null, fault, !folder.reached && folder.files.length > 0));
    for (const { file, good, faults } of folder.files) {
      for (const { line, fault } of faults) problems.push(problem(folder, file.what, file.path, line, fault, good !== null));
      if (good && good.found.what !== 'composition') put(good.found, good.nameLine, folder);
    }
  }
  // Compositions name what any folder may have, so they come when everything else is known.
  for (const folder of folders) {
    for (const { good } of folder.files) if (good?.found.what === 'composition') putComposition(good.found, good.nameLine, folder);
  }
  return {
    personas: sorted(personas),
    skills: sorted(skills),
    templates: sorted(templates),
    compositions: sorted(compositions),
    problems: inOrder(problems, folders),
  };

  function put(found: Exclude<Found['found'], { what: 'composition' }>, line: number, folder: ReadFolder): void {
    switch (found.what) {
      case 'persona':
        place(personas, found.entry, found.what, line, folder);
        break;
      case 'skill':
        placeSkill(found.entry, line, folder);
        break;
      case 'template':
        place(templates, found.entry, found.what, line, folder);
        break;
      default: {
        const missed: never = found;
        throw new Error(`no shelf for ${missed}`);
      }
    }
  }

  function place<Item extends Named>(shelf: Map<string, Shelved<Item>>, item: Item, what: LibraryKind, line: number, folder: ReadFolder): void {
    const there = shelf.get(item.name);
    if (there?.folder !== folder) shelf.set(item.name, { item, folder });
    else problems.push(problem(folder, what, item.path, line, { kind: 'name-taken', name: item.name, by: there.item.path }, false));
  }

  /** Collections have copies of a skill, and skills of the same name in several domains: the second is called by both. */
  function placeSkill(skill: Skill, line: number, folder: ReadFolder): void {
    const there = skills.get(skill.name);
    if (there?.folder !== folder) skills.set(skill.name, { item: skill, folder });
    else if (there.item.text !== skill.text) place(skills, { ...skill, name: `${skill.domain}-${skill.name}` }, 'skill', line, folder);
  }

  function putComposition({ entry, references }: Extract<Found['found'], { what: 'composition' }>, line: number, folder: ReadFolder): void {
    const unknown = references.flatMap((reference) => {
      const names = namesFor(reference.what);
      return names.includes(reference.name) ? [] : [{ reference, closest: closestName(reference.name, names) }];
    });
    for (const { reference, closest } of unknown) {
      const fault: LibraryFault = { kind: 'unknown-reference', what: reference.what, name: reference.name, closest };
      problems.push(problem(folder, 'composition', entry.path, reference.line, fault, false));
    }
    if (unknown.length === 0) place(compositions, entry, 'composition', line, folder);
  }

  function namesFor(what: Reference['what']): readonly string[] {
    switch (what) {
      case 'persona':
        return [...personas.keys()];
      case 'skill':
        return [...skills.keys()];
      case 'template':
        return [...templates.keys()];
      case 'pattern':
        return patterns;
      default: {
        const missed: never = what;
        return missed;
      }
    }
  }
}

interface Named {
  readonly name: string;
  readonly path: string;
}

function problem(
  { label }: ReadFolder,
  what: LibraryProblem['what'],
  path: string,
  line: number | null,
  reason: LibraryFault,
  lastGood: boolean,
): LibraryProblem {
  return { what, folder: label, path, line, reason, lastGood };
}

function sorted<Item extends Named>(shelf: ReadonlyMap<string, Shelved<Item>>): ReadonlyMap<string, Item> {
  return new Map([...shelf].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, { item }]) => [name, item]));
}

function inOrder(problems: readonly LibraryProblem[], folders: readonly ReadFolder[]): readonly LibraryProblem[] {
  const rank = new Map(folders.map(({ label }, index) => [label, index]));
  const before = (one: LibraryProblem, other: LibraryProblem) =>
    (rank.get(one.folder) ?? 0) - (rank.get(other.folder) ?? 0) ||
    (one.path === other.path ? (one.line ?? 0) - (other.line ?? 0) : one.path < other.path ? -1 : 1);
  return problems.toSorted(before);
}
