/** Sending to Slack, put together: the scheduled client, a run's surface, private words, the beginnings of threads. */
import type { Surface } from '../../../src/ports/surface.ts';
import { createSlackApi, type SlackApi } from './api.ts';
import { createAskedAgain } from './asked-again.ts';
import { createCardForms } from './card-forms.ts';
import { createCardSender } from './card-sender.ts';
import { createDeletedMessages, type DeletedMessages } from './deleted.ts';
import { createDeliverables } from './deliverables.ts';
import type { SendingDeps } from './deps.ts';
import { createDirectChannels } from './direct-channel.ts';
import { createFiles } from './files.ts';
import { createPause } from './pause.ts';
import { createPlanPictures } from './plan-picture.ts';
import { createPrivately, type Privately } from './privately.ts';
import { createRejectedBlocks } from './rejected-blocks.ts';
import { createReminders } from './reminders.ts';
import { createSlackSurface } from './surface.ts';
import { createThreadRoots, type ThreadRoots } from './thread-root.ts';

export type { SlackApi } from './api.ts';
export type { DeletedMessages } from './deleted.ts';
export type { SendingDeps, Unreachable } from './deps.ts';
export type { Privately } from './privately.ts';
export { slackFailure } from './slack-error.ts';
export type { ThreadRoots } from './thread-root.ts';

export interface SlackSending {
  readonly api: SlackApi;
  readonly surface: Surface;
  readonly privately: Privately;
  readonly threadRoots: ThreadRoots;
  readonly deletedMessages: DeletedMessages;
  /** What waits to be sent is given up; the ledger knows what was not said. */
  close(): void;
}

export function createSlackSending(deps: SendingDeps): SlackSending {
  const api = createSlackApi(deps);
  const closed = new AbortController();
  const pause = createPause(deps.clock, closed.signal);
  const posting = { ...deps, api, pause };
  const forms = createCardForms({ ...deps, pause, rejected: createRejectedBlocks(deps) });
  const files = createFiles(posting);
  const directChannels = createDirectChannels(api);
  const sender = createCardSender({
    ...posting,
    forms,
    pictures: createPlanPictures({ ...deps, pause, files }),
    deliverables: createDeliverables({ ...deps, files }),
    askedAgain: createAskedAgain(forms, posting),
  });
  const surface = createSlackSurface({ ...deps, sender, reminders: createReminders({ ...posting, forms, directChannels }) });
  return {
    api,
    surface,
    privately: createPrivately({ api, forms, directChannels }),
    threadRoots: createThreadRoots(forms, posting),
    deletedMessages: createDeletedMessages({ ...deps, surface }),
    close() {
      closed.abort();
      api.close();
    },
  };
}
