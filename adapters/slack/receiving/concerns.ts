/** Whether a delivery is about anything of Baton's. What people say to each other is neither kept nor looked at further. */

import { arrivalKey } from '../../../src/chat/receiving/arrivals.ts';
import type { ThreadRuns } from '../../../src/chat/receiving/run-in-thread.ts';
import { threadId } from '../../../src/engine/ids.ts';
import type { Tokens } from '../install/tokens.ts';
import type { Delivered } from './intake.ts';
import { messageDeliveryId } from './message-id.ts';

export interface ConcernsDeps {
  readonly threadRuns: Pick<ThreadRuns, 'livesIn' | 'beginsIn' | 'isOurs'>;
  readonly tokens: Pick<Tokens, 'forTeam'>;
}

/** `arriving`: what this process is keeping at the moment. */
export async function concernsBaton({ tenant, body }: Delivered, arriving: ReadonlySet<string>, { tokens, threadRuns }: ConcernsDeps): Promise<boolean> {
  switch (body.kind) {
    case 'uninstalled':
    case 'tokens-revoked':
      return true;
    case 'reply': {
      // In a direct message nobody else is spoken to.
      const { channel, thread, direct } = body;
      const begins = direct || arriving.has(arrivalKey(tenant, messageDeliveryId(channel, thread)));
      const place = { tenant, channel, thread };
      if (!begins && !(await threadRuns.livesIn(place)) && !(await threadRuns.beginsIn(place))) return false;
      break;
    }
    case 'message-edited':
    case 'message-deleted': {
      const { channel, ts, thread } = body;
      if (!(await threadRuns.livesIn({ tenant, channel, thread: thread ?? threadId(ts) })) && !(await threadRuns.isOurs(tenant, channel, ts))) return false;
      break;
    }
    default:
      break;
  }
  return (await tokens.forTeam(tenant)) !== null;
}
