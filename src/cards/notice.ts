/** Short answers to one person: what their words were taken as, and what was not found. */
import type { AboveCeiling } from '../engine/budget-settings.ts';
import type { PersonId, WorkflowId } from '../engine/ids.ts';
import type { SettingName } from '../engine/settings.ts';
import { amount } from './budget-words.ts';
import type { Card } from './card.ts';
import { count } from './figures.ts';
import { type LoadProblem, loadWords } from './load-words.ts';
import { card, type Piece, people, says, strong } from './spans.ts';

/** What words in a thread, or a command, did to its run. */
export type TakenAs = 'context' | 'answer' | 'cancel' | 'pause' | 'resume' | 'update' | 'aggregate' | 'load';

export type Notice =
  /** Plain text in a run's thread, and what it did. */
  | { readonly kind: 'taken'; readonly as: TakenAs }
  | { readonly kind: 'no-run-here' }
  | { readonly kind: 'no-such-run'; readonly run: number | WorkflowId }
  | { readonly kind: 'load'; readonly problem: LoadProblem }
  /** Several runs could be meant, or the number is none of theirs; `ways`: what to type for each. */
  | { readonly kind: 'which-run'; readonly number: number | null; readonly ways: readonly string[] }
  | { readonly kind: 'admins-only'; readonly admins: readonly PersonId[] }
  /** Only what is over can be done again. */
  | { readonly kind: 'not-over'; readonly number: number }
  | ({ readonly kind: 'above-ceiling' } & AboveCeiling)
  /** A setting that cannot differ from channel to channel. */
  | { readonly kind: 'workspace-only'; readonly setting: SettingName }
  | { readonly kind: 'cleaned'; readonly runs: number; readonly days: number }
  /** Words that were context are context no more. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'nothing-to-answer' }
  /** Words in a thread whose run has ended. */
  | { readonly kind: 'run-over'; readonly number: number }
  /** It is safe, and no process has come to it yet. */
  | { readonly kind: 'pending' }
  /** It is safe, and what it takes is out of reach for a while. */
  | { readonly kind: 'later' }
  /** A form could not be opened in time. */
  | { readonly kind: 'press-again' }
  /** A button of another release, or of something that is gone. */
  | { readonly kind: 'unknown-button' }
  /** What somebody did, told in a way that nothing here knows. */
  | { readonly kind: 'unreadable' }
  /** What a person can put right, in the words of whoever noticed. */
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'gave-up' };

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
      return [`There is no run ${typeof notice.run === 'number' ? `#${notice.run}` : notice.run}. /baton list shows the runs there are.`];
    case 'load':
      return loadWords(notice.problem);
    case 'which-run': {
      const why = notice.number === null ? 'More than one run in this thread can be meant' : `No run #${notice.number} is at work in this thread`;
      return [strong(`${why}, so nothing was done. `), `Write ${notice.ways.map((way) => `“${way}”`).join(' or ')}.`];
    }
    case 'admins-only':
      if (notice.admins.length === 0) return ['Only an admin can do that, and none is set (ADMINS).'];
      return [strong('Only an admin can do that: '), ...people(notice.admins, 'or'), '.'];
    case 'not-over':
      return [`Run #${notice.number} is not over yet. In its thread you can add context, skip or stop; a retry starts from a run that has ended.`];
    case 'above-ceiling': {
      const { setting, ceilingSetting, unit } = notice;
      return [strong(`${setting} stays as it was: `), `${amount(unit, notice.value)} is above ${ceilingSetting}, ${amount(unit, notice.ceiling)}.`];
    }
    case 'workspace-only':
      return [`${notice.setting} is the same in all channels: set it without --channel.`];
    case 'cleaned':
      if (notice.runs === 0) return [`Nothing to remove: no run ended more than ${count(notice.days, 'day')} ago.`];
      return [
        strong(`Removed ${count(notice.runs, 'run')}`),
        ` that ended more than ${count(notice.days, 'day')} ago. What ${notice.runs === 1 ? 'it' : 'they'} cost stays in /baton costs; open runs were not touched.`,
      ];
    case 'withdrawn':
      return ['Ignored: no agent that starts from now on sees it. One that had started before keeps what it read.'];
    case 'nothing-to-answer':
      return ['No question is open here any more, so your words stay what they are.'];
    case 'run-over':
      return [`Run #${notice.number} is over, so I did not take that for anything. To start a new one here, mention me with what is to be done.`];
    case 'pending':
      return ['Taken, and not applied yet: the run is handed over to another process at the moment. Nothing is lost.'];
    case 'later':
      return [strong('Taken, and not done yet: '), 'something I need is out of reach at the moment. I go on by myself; you need not send it again.'];
    case 'press-again':
      return ['That took too long to open. Press it again.'];
    case 'unknown-button':
      return ['This button does nothing any more. The newest card in the thread has what can be done.'];
    case 'unreadable':
      return ['I could not read that, so nothing was done. Try it once more, or use the newest card in the thread; if that does not help, tell an admin.'];
    case 'problem':
      return [notice.message];
    case 'gave-up':
      return [strong('That did not work, and I have stopped trying. '), 'Something here is broken; it is in the log. Try it again, or tell an admin.'];
    default: {
      const missed: never = notice;
      return missed;
    }
  }
}

const TAKEN: Readonly<Record<TakenAs, string>> = {
  context:
    'I took your message as context for what has not started yet. Agents at work do not see it. To answer a question, press its button or write exactly “approve”.',
  answer: 'Your answer is recorded.',
  cancel: 'Stopping. Finished results are kept; the thread will say what they are.',
  pause: 'Pausing. What runs now finishes; nothing new starts until someone resumes it.',
  resume: 'Going on.',
  update: 'Recorded.',
  aggregate: 'Integrating what there is; the list is closed.',
  load: 'Loaded for the next phase. The plan card shows it; a plan that was not approved yet is to be approved as it is now.',
};
