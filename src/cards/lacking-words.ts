/** What Baton is not allowed in a channel: to whoever asked for something there, and to whoever can change it. */
import type { PersonId } from '../engine/ids.ts';
import type { Card } from './card.ts';
import { sentenceList } from './figures.ts';
import { PERMISSION_WORDS, type PermissionName } from './permission-words.ts';
import { blocks, card, line, list, people, says, strong } from './spans.ts';

export interface Lacking {
  /** As the platform's own settings name it. */
  readonly label: string;
  /** What does not work without it. */
  readonly without: string;
}

/** `fixers`: who can change it, as far as they are known. */
export function lackingCard(missing: readonly Lacking[], fixers: readonly PersonId[]): Card {
  return card(
    'refusal',
    blocks(
      says(strong('Nothing was started: '), 'I am not allowed everything here that a run needs.'),
      list(missing.map(({ label, without }) => line(strong(label), `: ${without}`))),
      says(
        'In the settings of this channel, under permissions, Baton can be given ',
        missing.length === 1 ? 'it' : 'them',
        fixers.length === 0 ? '' : ', by ',
        ...people(fixers, 'or'),
        '. Then send it again.',
      ),
    ),
  );
}

/** Of the person, not of Baton. `thread`: a run would begin one; `part`: something was used in one that they may only read. */
export function theyLackCard(wanted: 'thread' | 'part', missing: readonly PermissionName[]): Card {
  const labels = sentenceList(missing.map((name) => PERMISSION_WORDS[name].label));
  const [what, why, instead] = THEY_LACK[wanted];
  return card('refusal', [says(strong(what), `${why} Here you do not have ${labels}: whoever runs this server can give it to you${instead}.`)]);
}

const THEY_LACK = {
  thread: ['Nothing was started: ', 'a run needs a thread, and I begin none for somebody who may not.', ', or ask me where you may'],
  part: ['Nothing was done: ', 'who may only read this thread decides nothing in it.', ''],
} as const;

export function lackingLine({ label, without }: Lacking): string {
  return `${label}: ${without}`;
}
