/** Which of Slack's refusals mean that a run's thread is out of reach until somebody acts. */
import type { UnreachableReason } from '../../../src/ports/surface.ts';
import type { SlackFailure } from './slack-error.ts';

export function unreachableReason(failure: SlackFailure): UnreachableReason | null {
  switch (failure.kind) {
    case 'not-in-channel':
    // A private channel that Baton was taken out of is the same to it as one that is gone; the first is far more likely.
    case 'channel-gone':
      return 'left';
    case 'archived':
      return 'archived';
    case 'thread-gone':
      return 'thread-deleted';
    case 'token-gone':
      return 'uninstalled';
    case 'not-allowed':
    case 'missing-scope':
      return 'not-allowed';
    case 'retry-later':
    case 'unknown-outcome':
    case 'message-gone':
    case 'not-editable':
    case 'person-gone':
    case 'invalid-blocks':
    case 'too-long':
    case 'other':
      return null;
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}
