/** What people ask of the library: lists and searches, what is broken, and what a template makes of their words. */
import type { Card } from '../cards/card.ts';
import { libraryCheckCard } from '../cards/library-check.ts';
import { libraryEntryCard } from '../cards/library-entry.ts';
import { libraryListCard } from '../cards/library-list.ts';
import type { Shelf } from '../cards/misreading.ts';
import { templatePreviewCard, unknownTemplateCard } from '../cards/template-preview.ts';
import { closestName } from '../engine/closest-name.ts';
import type { Library, LibraryKind } from '../ports/library.ts';
import { shelfRows } from './library-rows.ts';
import { searchLibrary } from './library-search.ts';
import { previewTemplate } from './template-preview.ts';

export async function answerShelf(shelf: Shelf, words: string, library: Library): Promise<Card> {
  await library.refresh();
  const rows = shelfRows(shelf, library);
  const { found, every, named } = searchLibrary(rows, words);
  if (named) {
    const others = found.filter((row) => row !== named && every).map(({ name }) => name);
    return libraryEntryCard(shelf, named, others);
  }
  const broken = new Set(library.problems().flatMap(({ what, folder, path }) => (what === KINDS[shelf] ? [`${folder}/${path}`] : []))).size;
  return libraryListCard({ shelf, words, found, every, total: rows.length, broken });
}

export async function answerCheck(library: Library): Promise<Card> {
  await library.refresh();
  return libraryCheckCard({
    problems: library.problems(),
    ...{ personas: library.personas().length, skills: library.skills().length },
    ...{ templates: library.templates().length, compositions: library.compositions().length },
  });
}

export async function answerPreview(typed: string, values: ReadonlyMap<string, string>, library: Library): Promise<Card> {
  await library.refresh();
  const template = library.template(typed.toLowerCase().replaceAll('_', '-'));
  if (template) return templatePreviewCard(previewTemplate(template, values));
  const names = library.templates().map(({ name }) => name);
  return unknownTemplateCard(typed.slice(0, 80), closestName(typed, names));
}

const KINDS: Readonly<Record<Shelf, LibraryKind>> = { personas: 'persona', skills: 'skill', templates: 'template', compositions: 'composition' };
