/** To whoever may not use Baton, or not there: why, and who can change that. */
import type { PersonId } from '../engine/ids.ts';
import type { Card } from './card.ts';
import { card, code, type Piece, people, says } from './spans.ts';

/** Why a surface lets somebody use Baton not at all, or not in this place. */
export type NotWelcome = 'guest' | 'external' | 'bot' | 'gone' | 'unknown' | 'channel' | 'pending' | 'silenced';

export function notWelcomeCard(why: NotWelcome, admins: readonly PersonId[]): Card {
  return card('refusal', [says(...words(why, admins.length === 0 ? ['An admin'] : [...people(admins, 'or')]))]);
}

function words(why: NotWelcome, admin: readonly Piece[]): readonly Piece[] {
  switch (why) {
    case 'guest':
      return ['Guests cannot use Baton in this workspace. ', ...admin, ' can allow it: ', code('/baton settings set allow_guests on'), '.'];
    case 'external':
      return ['People of other workspaces cannot use Baton here. ', ...admin, ' can allow it: ', code('/baton settings set allow_external on'), '.'];
    case 'channel':
      return [
        'Baton does not work in this channel. ',
        ...admin,
        ' can add it: ',
        code('/baton settings set allowed_channels'),
        ' with all channels in which it may.',
      ];
    case 'unknown':
      return ['I cannot tell who you are, so nothing was done. Try again; if it stays so, Baton lacks the permission to look people up.'];
    case 'pending':
      return ['Nothing was done: you have not accepted the rules here yet. Accept them, then do it again.'];
    case 'silenced':
      return ['Nothing was done: a moderator has given you a time out. When it is over, do it again.'];
    case 'bot':
    case 'gone':
      return ['Only people of this workspace can use Baton.'];
    default: {
      const missed: never = why;
      return missed;
    }
  }
}
