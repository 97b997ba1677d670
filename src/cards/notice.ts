/** Short answers to one person: what was taken how, and what was not found. */
import type { PersonId, WorkstreamId } from '../engine/ids.ts';
import type { Card } from './card.ts';
import { size } from './figures.ts';
import { ref } from './naming.ts';
import { card, type Piece, person, says, strong } from './spans.ts';

export type Notice =
  /** A plain message in a run's thread; `phase` is where it will be seen. */
  | { readonly kind: 'context-taken'; readonly workstream: WorkstreamId | null; readonly phase: number | null }
  /** The run is over: the message goes nowhere. */
  | { readonly kind: 'run-over'; readonly number: number }
  | { readonly kind: 'no-run-here' }
  | { readonly kind: 'no-such-run'; readonly number: number }
  | { readonly kind: 'exact-word-needed'; readonly words: readonly string[] }
  | { readonly kind: 'stopping'; readonly number: number }
  | { readonly kind: 'pausing'; readonly number: number }
  | { readonly kind: 'resuming'; readonly number: number }
  /** Safe in the inbox, not yet applied. */
  | { readonly kind: 'received' }
  | { readonly kind: 'admins-only'; readonly admins: readonly PersonId[] }
  | { readonly kind: 'file-kind-refused'; readonly name: string }
  | { readonly kind: 'file-too-large'; readonly name: string; readonly bytes: number; readonly limit: number };

export function noticeCard(notice: Notice): Card {
  return card('notice', [says(...words(notice))]);
}

function words(notice: Notice): readonly Piece[] {
  switch (notice.kind) {
    case 'context-taken':
      return [`I took your message as context for ${contextFor(notice)}. Agents that are already at work do not see it.`];
    case 'run-over':
      return [`Run #${notice.number} is over, so this message changes nothing. A new request starts a new run.`];
    case 'no-run-here':
      return ['There is no run in this thread. /baton list shows the runs there are.'];
    case 'no-such-run':
      return [`There is no run #${notice.number}. /baton list shows the runs there are.`];
    case 'exact-word-needed':
      return [`A decision is open. Press a button, or write exactly ${notice.words.map((word) => `“${word}”`).join(' or ')}.`];
    case 'stopping':
      return [strong(`Stopping #${notice.number}.`), ' Finished results are kept; the thread will say what they are.'];
    case 'pausing':
      return [strong(`Pausing #${notice.number}.`), ' What runs now finishes; nothing new starts until someone resumes it.'];
    case 'resuming':
      return [strong(`Resuming #${notice.number}.`)];
    case 'received':
      return ['Received and safe. It is applied as soon as a process picks this run up.'];
    case 'admins-only':
      if (notice.admins.length === 0) return ['Only an admin can change settings, and none is set (ADMINS).'];
      return ['Only an admin can change settings: ', ...notice.admins.flatMap((id, index): Piece[] => (index === 0 ? [person(id)] : [', ', person(id)])), '.'];
    case 'file-kind-refused':
      return [`${notice.name} is of a kind that agents cannot read. Text, Markdown, CSV, JSON, code, PDF and images work.`];
    case 'file-too-large':
      return [`${notice.name} has ${size(notice.bytes)}; a file may have ${size(notice.limit)}.`];
    default: {
      const missed: never = notice;
      return missed;
    }
  }
}

function contextFor(notice: Extract<Notice, { kind: 'context-taken' }>): string {
  if (notice.workstream !== null) return ref(notice.workstream);
  return notice.phase === null ? 'what has not started yet' : `phase ${notice.phase}`;
}
