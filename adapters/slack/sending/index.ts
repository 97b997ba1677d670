/** Sending to Slack, put together: the scheduled client, a run's surface, private words, the beginnings of threads. */
import { z } from 'zod';
import { createAskedAgain } from '../../../src/chat/sending/asked-again.ts';
import { createCardSender } from '../../../src/chat/sending/card-sender.ts';
import { chatFailure } from '../../../src/chat/sending/chat-failure.ts';
import { createDeletedMessages, type DeletedMessages } from '../../../src/chat/sending/deleted.ts';
import { createDirectChannels } from '../../../src/chat/sending/direct-channel.ts';
import { createPause } from '../../../src/chat/sending/pause.ts';
import { createReminders } from '../../../src/chat/sending/reminders.ts';
import { createChatSurface } from '../../../src/chat/sending/surface.ts';
import { createThreadRoots, type ThreadRoots } from '../../../src/chat/sending/thread-root.ts';
import { channelId, threadId } from '../../../src/engine/ids.ts';
import type { Surface } from '../../../src/ports/surface.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { createSlackApi, type SlackApi } from './api.ts';
import { createCardForms } from './card-forms.ts';
import { createDeliverables } from './deliverables.ts';
import type { SendingDeps } from './deps.ts';
import { createFiles } from './files.ts';
import { linked, linkTo } from './linked.ts';
import { slackPace } from './pace.ts';
import { createPlanPictures } from './plan-picture.ts';
import { createPrivately, type Privately } from './privately.ts';
import { createRejectedBlocks } from './rejected-blocks.ts';
import { createSlackWire } from './slack-wire.ts';

export type { DeletedMessages } from '../../../src/chat/sending/deleted.ts';
export type { Unreachable } from '../../../src/chat/sending/surface.ts';
export type { ThreadRoots } from '../../../src/chat/sending/thread-root.ts';
export type { SlackApi } from './api.ts';
export type { SendingDeps } from './deps.ts';
export type { Privately } from './privately.ts';
export { slackFailure } from './slack-error.ts';

export interface SlackSending {
  readonly api: SlackApi;
  readonly surface: Surface;
  readonly privately: Privately;
  readonly threadRoots: ThreadRoots;
  readonly deletedMessages: DeletedMessages;
  /** What waits to be sent is given up; the ledger knows what was not said. */
  close(): void;
}

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });

export function createSlackSending(deps: SendingDeps): SlackSending {
  const api = createSlackApi(deps);
  const wire = createSlackWire({ ...deps, api });
  const closed = new AbortController();
  const pause = createPause(deps.clock, closed.signal, () => wire.failure('later'));
  const posting = { ...deps, wire, pause };
  const forms = createCardForms({ ...deps, pause, rejected: createRejectedBlocks(deps) });
  const files = createFiles({ ...deps, api });
  const directChannels = createDirectChannels(async (tenant, person, priority) =>
    channelId(openedSchema.parse(await api.call(tenant, 'conversations.open', { users: person }, { priority })).channel.id),
  );
  const sender = createCardSender({
    ...posting,
    forms,
    pictures: createPlanPictures({ ...deps, pause, files }),
    deliverables: createDeliverables({ ...deps, files }),
    askedAgain: createAskedAgain(forms, posting),
  });
  const reminders = createReminders({ ...posting, forms, directChannels, linkTo: (message) => linkTo(api, message), linked });
  const unreachable = async (error: unknown) => {
    const failure = chatFailure(error);
    return failure?.kind === 'unreachable' ? failure.reason : null;
  };
  const surface = createChatSurface({ ...deps, name: SLACK_SURFACE, pace: slackPace, sender, reminders, unreachable });
  const privately = createPrivately({ api, forms, directChannels });
  return {
    api,
    surface,
    privately,
    threadRoots: createThreadRoots(forms, posting, async (_root, ref) => threadId(ref)),
    deletedMessages: createDeletedMessages({ ...deps, surface, direct: privately.direct }),
    close() {
      closed.abort();
      api.close();
    },
  };
}
