/** What is said between a button and a form, on surfaces where a form holds a few fields only: which of them first; and what is given back where a form is gone once it was sent. */
import { count } from './figures.ts';

export const CHOOSE = 'Choose one';

export const STEP_WORDS = {
  whichPart: 'What of it?',
  /** The two halves of what can be changed of a workstream. */
  words: 'its words, agent and how it runs',
  order: 'its persona and skills, what it waits for, dropping it',
  work: 'its task, agent and model, skipping it',
  crew: 'its persona and skills, what it waits for',
  yes: 'yes',
  again: 'Open the form again',
  typed: 'What you wrote, to be copied:',
  notTaken: 'Not taken:',
  namesWithCommas: 'Names with commas between them.',
} as const;

/** Longer lists than a form can offer: names are typed, and `/baton personas` lists them. */
export function tooManyToList(shelf: 'personas' | 'skills', amount: number): string {
  return `/baton ${shelf} lists all ${count(amount, 'name')}.`;
}

/** `1 of 2` pages of a form. */
export function pageOf(title: string, page: number, pages: number): string {
  return pages === 1 ? title : `${title} (${page} of ${pages})`;
}

export function gatesTitle(first: number, last: number): string {
  return first === last ? `How phase ${first} starts` : `How phases ${first} to ${last} start`;
}
