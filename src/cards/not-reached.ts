/** Under somebody's message, for all to see, where the answer is for them alone and they take no direct messages. */
import type { Card } from './card.ts';
import { card, says, strong } from './spans.ts';

export function notReachedCard(): Card {
  return card('notice', [
    says('I have an answer for you alone, and you take no direct messages from this server. Allow them, or use the command: its answers are for you alone.'),
  ]);
}

/** In a direct message: no runs live there. */
export function notHereCard(): Card {
  return card('notice', [
    says('I work in the channels and threads of a server, where others can follow and approve. Ask me there: mention me, or type /orchestrate.'),
  ]);
}

/** `private`: only who is in it can read and write there. */
export function closedThreadCard(why: 'private' | 'locked'): Card {
  return card('refusal', [
    says(
      why === 'locked'
        ? 'Nothing was started: this thread is locked, so I could say nothing in it. Unlock it, or ask me somewhere else.'
        : 'Nothing was started: I am not in this private thread, so I could say nothing in it. Mention me here, which brings me in, and send it again.',
    ),
  ]);
}

/** Where the platform has no threads. */
export function noThreadsCard(): Card {
  return card('refusal', [
    says('Nothing was started: this kind of channel has no threads, and each run needs one. Ask me in a text channel or in a forum post.'),
  ]);
}

/** The platform said no when it was tried, and would again. `message-gone`: that somebody chose for it. */
export function threadRefusedCard(why: 'too-many' | 'message-gone' | 'unknown'): Card {
  return card('refusal', [says(strong('Nothing was started: '), THREAD_REFUSED[why])]);
}

const THREAD_REFUSED = {
  'too-many': 'each run needs a thread, and this server has as many open ones as it may have. Close some, or ask me in a thread that is open.',
  'message-gone': 'the message is not there any more. Choose another one, or use /orchestrate.',
  unknown: 'each run needs a thread, and none could be opened here. Ask me in a thread that is open, or in another channel.',
} as const;
