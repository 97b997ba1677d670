/** Sending to Discord, put together: the scheduled client, a run's surface, private words, the beginnings of threads. */
import { z } from 'zod';
import { createAskedAgain } from '../../../src/chat/sending/asked-again.ts';
import { createCardSender } from '../../../src/chat/sending/card-sender.ts';
import { createDeletedMessages, type DeletedMessages } from '../../../src/chat/sending/deleted.ts';
import { createDirectChannels } from '../../../src/chat/sending/direct-channel.ts';
import { createPause } from '../../../src/chat/sending/pause.ts';
import { createReminders } from '../../../src/chat/sending/reminders.ts';
import { createChatSurface } from '../../../src/chat/sending/surface.ts';
import { channelId } from '../../../src/engine/ids.ts';
import type { Surface } from '../../../src/ports/surface.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { threadLink } from '../thread-link.ts';
import { createDiscordApi, type DiscordApi } from './api.ts';
import { createAttaching } from './attaching.ts';
import { createCardForms } from './card-forms.ts';
import { createDeliverables } from './deliverables.ts';
import type { SendingDeps } from './deps.ts';
import { createDiscordWire } from './discord-wire.ts';
import { linked } from './linked.ts';
import { discordPace } from './pace.ts';
import { createPlanPictures } from './plan-picture.ts';
import { createPrivately, type Privately } from './privately.ts';
import { createReplies, type Replies } from './replies.ts';
import { createDiscordThreads, type DiscordThreads } from './threads.ts';
import { unreachableReason } from './unreachable.ts';

export type { DeletedMessages } from '../../../src/chat/sending/deleted.ts';
export type { DiscordApi } from './api.ts';
export type { SendingDeps } from './deps.ts';
export { type DiscordFailure, discordFailure } from './discord-error.ts';
export type { Privately } from './privately.ts';
export type { Replies } from './replies.ts';
export type { DiscordThreads } from './threads.ts';

export interface DiscordSending {
  readonly api: DiscordApi;
  readonly surface: Surface;
  readonly privately: Privately;
  readonly replies: Replies;
  readonly threadRoots: DiscordThreads;
  readonly deletedMessages: DeletedMessages;
  /** What waits to be sent is given up; the ledger knows what was not said. */
  close(): void;
}

const openedSchema = z.object({ id: z.string() });

export function createDiscordSending(deps: SendingDeps): DiscordSending {
  const api = createDiscordApi(deps);
  const wire = createDiscordWire({ ...deps, api });
  const closed = new AbortController();
  const posting = { ...deps, wire, pause: createPause(deps.clock, closed.signal, () => wire.failure('later')) };
  const forms = createCardForms(deps);
  const attaching = createAttaching({ ...deps, api });
  const directChannels = createDirectChannels(async (_tenant, person, priority) =>
    channelId(openedSchema.parse(await api.call('POST', '/users/@me/channels', { body: { recipient_id: person }, priority })).id),
  );
  const sender = createCardSender({
    ...posting,
    forms,
    pictures: createPlanPictures({ ...deps, attaching }),
    deliverables: createDeliverables({ ...posting, artifacts: deps.artifacts, attaching }),
    askedAgain: createAskedAgain(forms, posting),
  });
  const reminders = createReminders({ ...posting, forms, directChannels, linkTo: async ({ place }) => threadLink(place.tenant, place.thread), linked });
  const surface = createChatSurface({
    ...deps,
    name: DISCORD_SURFACE,
    pace: discordPace,
    sender,
    reminders,
    unreachable: (error, message) => unreachableReason(api, error, message),
  });
  const privately = createPrivately({ api, forms, directChannels });
  return {
    api,
    surface,
    privately,
    replies: createReplies(forms, posting),
    threadRoots: createDiscordThreads(forms, posting, api),
    deletedMessages: createDeletedMessages({ ...deps, surface, direct: privately.direct }),
    close() {
      closed.abort();
      api.close();
    },
  };
}
