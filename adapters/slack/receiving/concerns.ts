/** Whether a delivery is about anything of Baton's. What people say to each other is neither kept nor looked at further. */
import { type ChannelId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { Tokens } from '../install/tokens.ts';
import type { Delivered } from './intake.ts';

export interface ConcernsDeps {
  readonly archive: Pick<Archive, 'workflows'>;
  readonly sentMessages: Pick<SentMessages, 'find'>;
  readonly tokens: Pick<Tokens, 'forTeam'>;
}

export async function concernsBaton({ tenant, body }: Delivered, { archive, sentMessages, tokens }: ConcernsDeps): Promise<boolean> {
  // Two channels may have messages of the very same moment.
  const hasRuns = async (channel: ChannelId, thread: ThreadId) =>
    (await archive.workflows(tenant, { active: null, thread, limit: 20 })).some((run) => run.channel === channel);
  switch (body.kind) {
    case 'uninstalled':
    case 'tokens-revoked':
      return true;
    case 'reply': {
      // In a direct message nobody else is spoken to.
      if (!body.direct && !(await hasRuns(body.channel, body.thread))) return false;
      break;
    }
    case 'message-edited':
    case 'message-deleted': {
      const thread = body.thread ?? threadId(body.ts);
      if (!(await hasRuns(body.channel, thread)) && (await sentMessages.find(SLACK_SURFACE, tenant, body.channel, body.ts)) === null) return false;
      break;
    }
    default:
      break;
  }
  return (await tokens.forTeam(tenant)) !== null;
}
