/** A run whose place is out of reach: why, and what that means for it. */
import type { PlaceLoss } from '../engine/event.ts';
import type { PersonId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Card } from './card.ts';
import { count } from './figures.ts';
import { alert, blocks, card, line, list, says, strong, time } from './spans.ts';

export const PLACE_LOSS: Readonly<Record<PlaceLoss, string>> = {
  archived: 'the channel is archived',
  deleted: 'the channel was deleted',
  left: 'Baton was taken out of the channel or its thread',
  locked: 'the thread is locked',
  'not-allowed': 'Baton may not write in the channel any more',
  'thread-deleted': 'its thread was deleted',
  uninstalled: 'Baton was taken out of the workspace',
};

const WAY_BACK: Readonly<Record<PlaceLoss, string>> = {
  archived: 'Unarchive the channel, and it goes on by itself.',
  deleted: 'It cannot be answered there again. /baton cancel with its number ends it; its results are kept.',
  'thread-deleted': 'It cannot be answered there again. /baton show with its number shows what there is, /baton cancel ends it; its results are kept.',
  left: 'Invite Baton there again, and it goes on by itself.',
  locked: 'Unlock the thread, and it goes on by itself.',
  'not-allowed': 'Let Baton write there again, and it goes on by itself.',
  uninstalled: 'Install Baton again, and it goes on by itself.',
};

export function awayLine({ away, settings }: Workflow): Block | null {
  if (!away) return null;
  return alert(
    'warning',
    strong('Waits'),
    ` since `,
    time(away.at, settings.time_zone),
    `: ${PLACE_LOSS[away.reason]}. What runs now finishes; nothing new starts.`,
  );
}

/** For somebody who can act, where they can still be reached. `theirs`: they asked for these runs. `missing`: what has to be put right, a line each. */
export function placeLostCard(
  reason: PlaceLoss,
  runs: readonly { readonly number: number; readonly task: string }[],
  { theirs, missing }: { readonly theirs: boolean; readonly missing: readonly string[] } = { theirs: true, missing: [] },
): Card {
  return card(
    'notice',
    blocks(
      says(strong(`${count(runs.length, 'run')}${theirs ? ' of yours' : ''} cannot go on: `), `${PLACE_LOSS[reason]}.`),
      list(runs.map(({ number, task }) => line(strong(`#${number} `), task))),
      missing.length === 0 ? null : says(strong('What is missing:')),
      missing.length === 0 ? null : list(missing.map((one) => line(one))),
      says(`Nothing is lost, and nothing new starts or costs anything until then. ${WAY_BACK[reason]}`),
    ),
  );
}

/** To whoever asked for something where Baton cannot post. `bot`: how the surface knows Baton. */
export function inviteCard(bot: PersonId | null): Card {
  return card('notice', [
    says(
      strong('Nothing was started: I am not in this channel. '),
      'Type ',
      { kind: 'code', text: '/invite @Baton' },
      bot === null ? ' here' : ' here, or add ',
      bot === null ? null : { kind: 'person', id: bot },
      ' and send it again.',
    ),
  ]);
}
