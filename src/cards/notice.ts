/** Short answers to one person: what their words were taken as, and what was not found. */
import type { PersonId } from '../engine/ids.ts';
import type { Card } from './card.ts';
import { card, type Piece, people, says, strong } from './spans.ts';

export type Notice =
  /** Plain text in a run's thread, and what it did. */
  | { readonly kind: 'taken'; readonly as: 'context' | 'answer' | 'cancel' | 'pause' | 'resume' }
  | { readonly kind: 'no-run-here' }
  | { readonly kind: 'no-such-run'; readonly number: number }
  | { readonly kind: 'admins-only'; readonly admins: readonly PersonId[] };

export function noticeCard(notice: Notice): Card {
  return card('notice', [says(...words(notice))]);
}

function words(notice: Notice): readonly Piece[] {
  switch (notice.kind) {
    case 'taken':
      return [TAKEN[notice.as]];
    case 'no-run-here':
      return ['There is no run in this thread. /baton list shows the runs there are.'];
    case 'no-such-run':
      return [`There is no run #${notice.number}. /baton list shows the runs there are.`];
    case 'admins-only':
      if (notice.admins.length === 0) return ['Only an admin can change settings, and none is set (ADMINS).'];
      return [strong('Only an admin can change settings: '), ...people(notice.admins, 'or'), '.'];
    default: {
      const missed: never = notice;
      return missed;
    }
  }
}

const TAKEN: Readonly<Record<Extract<Notice, { kind: 'taken' }>['as'], string>> = {
  context:
    'I took your message as context for what has not started yet. Agents at work do not see it. To answer a question, press its button or write exactly “approve”.',
  answer: 'Your answer is recorded.',
  cancel: 'Stopping. Finished results are kept; the thread will say what they are.',
  pause: 'Pausing. What runs now finishes; nothing new starts until someone resumes it.',
  resume: 'Going on.',
};
