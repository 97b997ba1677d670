/** Whether a delivery is about anything of Baton's. What people say to each other is neither kept nor looked at further. */
import { type ChannelId, type TenantId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { Tokens } from '../install/tokens.ts';
import type { Delivered } from './intake.ts';
import { arrivalKey, messageDeliveryId } from './message-id.ts';

export interface ConcernsDeps {
  readonly archive: Pick<Archive, 'workflows'>;
  readonly deliveries: Pick<Deliveries, 'open'>;
  readonly sentMessages: Pick<SentMessages, 'find'>;
  readonly tokens: Pick<Tokens, 'forTeam'>;
}

/** `arriving`: what this process is keeping at the moment. */
export async function concernsBaton({ tenant, body }: Delivered, arriving: ReadonlySet<string>, deps: ConcernsDeps): Promise<boolean> {
  switch (body.kind) {
    case 'uninstalled':
    case 'tokens-revoked':
      return true;
    case 'reply': {
      // In a direct message nobody else is spoken to.
      const { channel, thread, direct } = body;
      const begins = direct || arriving.has(arrivalKey(tenant, messageDeliveryId(channel, thread)));
      if (!begins && !(await livesIn(tenant, channel, thread, deps)) && !(await beginsIn(tenant, channel, thread, deps))) return false;
      break;
    }
    case 'message-edited':
    case 'message-deleted': {
      const { channel, ts, thread } = body;
      if (!(await livesIn(tenant, channel, thread ?? threadId(ts), deps)) && !(await isOurs(tenant, channel, ts, deps))) return false;
      break;
    }
    default:
      break;
  }
  return (await deps.tokens.forTeam(tenant)) !== null;
}

/** A run; two channels may have messages of the very same moment. */
async function livesIn(tenant: TenantId, channel: ChannelId, thread: ThreadId, { archive }: ConcernsDeps): Promise<boolean> {
  return (await archive.workflows(tenant, { active: null, thread, limit: 20 })).some((run) => run.channel === channel);
}

/** A run is about to be there: what its thread begins with is worked on, or was posted for it. */
export async function beginsIn(
  tenant: TenantId,
  channel: ChannelId,
  thread: ThreadId,
  deps: Pick<ConcernsDeps, 'deliveries' | 'sentMessages'>,
): Promise<boolean> {
  if (await deps.deliveries.open({ surface: SLACK_SURFACE, tenant, id: messageDeliveryId(channel, thread) })) return true;
  return await isOurs(tenant, channel, thread, deps);
}

async function isOurs(tenant: TenantId, channel: ChannelId, ts: string, { sentMessages }: Pick<ConcernsDeps, 'sentMessages'>): Promise<boolean> {
  return (await sentMessages.find(SLACK_SURFACE, tenant, channel, ts)) !== null;
}
