/** What the library has of one kind: all of it, or what fits some words. */
import type { CompositionStep, LibraryInput } from '../ports/library.ts';
import type { Block, Card, Line } from './card.ts';
import { opening } from './excerpt.ts';
import { count } from './figures.ts';
import type { Shelf } from './misreading.ts';
import { alert, blocks, card, code, context, dotted, line, list, says, strong } from './spans.ts';

export interface LibraryRow {
  readonly name: string;
  /** Of a skill; of a composition its pattern. */
  readonly domain: string | null;
  readonly description: string;
  readonly path: string;
  readonly capabilities: readonly string[];
  readonly inputs: readonly LibraryInput[];
  readonly steps: readonly CompositionStep[];
  readonly text: string;
}

export interface LibraryView {
  readonly shelf: Shelf;
  /** What was looked for; empty: everything. */
  readonly words: string;
  /** Best first, or by name. */
  readonly found: readonly LibraryRow[];
  /** Whether each fits every word. */
  readonly every: boolean;
  /** How many there are in all. */
  readonly total: number;
  /** How many files of this kind are broken. */
  readonly broken: number;
}

/** More than a screen nobody reads; words narrow it. */
const ROWS = 20;
const CAPABILITIES = 4;
const DESCRIPTION_CHARACTERS = 110;

export function libraryListCard(view: LibraryView): Card {
  const { shelf, words, found } = view;
  const more = found.length > ROWS;
  return card(
    'list',
    blocks(
      says(strong(headline(view))),
      more && words === '' && shelf === 'skills' ? domains(found) : null,
      list(found.slice(0, ROWS).map(row)),
      more
        ? context('To narrow it, add words or a domain: ', code(`/baton ${shelf} ${words === '' ? '<words>' : `${opening(words, 40).text} <more words>`}`))
        : null,
      found[0] ? context('One in full: ', code(`/baton ${shelf} ${found[0].name}`)) : null,
      brokenNote(view.broken),
    ),
  );
}

function brokenNote(broken: number): Block | null {
  return broken === 0
    ? null
    : alert('warning', `${count(broken, 'file')} of this kind ${broken === 1 ? 'is' : 'are'} broken: `, code('/baton library check'), ' says which.');
}

const ONE: Readonly<Record<Shelf, string>> = { personas: 'persona', skills: 'skill', templates: 'template', compositions: 'composition' };

function headline({ shelf, words, found, every, total }: LibraryView): string {
  if (total === 0) return `There are no ${shelf} yet.`;
  const all = count(total, ONE[shelf]);
  const asked = opening(words, 60).text;
  if (words !== '' && found.length === 0) return `None of ${all} fits “${asked}”. /baton ${shelf} lists them.`;
  const shown = found.length > ROWS ? `, the first ${ROWS} shown` : '';
  if (words === '') return `${all}, by name${shown}`;
  const order = found.length > 1 ? ', best first' : '';
  if (every) return `${found.length} of ${all} ${found.length === 1 ? 'fits' : 'fit'} “${asked}”${order}${shown}`;
  return `None of ${all} has all of “${asked}”; ${found.length} ${found.length === 1 ? 'has' : 'have'} some of it${order}${shown}`;
}

function row({ name, domain, description, capabilities, inputs }: LibraryRow): Line {
  return dotted(
    [strong(name)],
    domain,
    opening(description, DESCRIPTION_CHARACTERS).text,
    capabilities.length === 0 ? null : `for ${capabilities.slice(0, CAPABILITIES).join(', ')}`,
    inputs.length === 0 ? null : `takes ${inputs.map((input) => `${input.name}${input.required ? '' : ' (optional)'}`).join(', ')}`,
  );
}

/** Where to look among hundreds. */
function domains(found: readonly LibraryRow[]): Block {
  const sizes = new Map<string, number>();
  for (const { domain } of found) if (domain !== null) sizes.set(domain, (sizes.get(domain) ?? 0) + 1);
  const ranked = [...sizes].toSorted(([, one], [, other]) => other - one);
  const rest = ranked.length - ROWS;
  return {
    kind: 'line',
    line: line(
      `Domains: ${ranked
        .slice(0, ROWS)
        .map(([domain, size]) => `${domain} ${size}`)
        .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    ),
  };
}
