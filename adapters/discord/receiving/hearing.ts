/** Everything that the gateway tells, sorted: what is kept and worked on, what is answered at once, and news. */
import { GatewayDispatchEvents } from 'discord.js';
import type { Logger } from 'pino';
import { notHereCard } from '../../../src/cards/not-reached.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { renderCard } from '../components/render.ts';
import { answerTo } from './answer.ts';
import type { Incoming, OwnUser } from './incoming.ts';
import type { Intake } from './intake.ts';
import type { KnownChannels } from './known-channels.ts';
import { hearNews, type NewsDeps } from './news.ts';
import { readInteraction } from './parse-interaction.ts';
import { readMessageEvent } from './parse-message.ts';
import { answerTyping, type TypingDeps } from './typing.ts';

export interface HearingDeps extends Pick<NewsDeps, 'life'>, TypingDeps {
  readonly known: KnownChannels;
  readonly intake: Intake;
  readonly own: () => OwnUser;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Never throws: what one event does to us must not end the connection. */
export function createHearing(deps: HearingDeps): (type: string, payload: unknown) => void {
  return (type, payload) => {
    try {
      deps.known.hear(type, payload);
      if (hearNews(type, payload, deps.own(), deps)) return;
      for (const incoming of read(type, payload, deps)) take(incoming, deps);
    } catch (error) {
      deps.log.error({ err: error, type }, 'an event of Discord could not be understood');
    }
  };
}

const MESSAGES: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.MessageCreate,
  GatewayDispatchEvents.MessageUpdate,
  GatewayDispatchEvents.MessageDelete,
  GatewayDispatchEvents.MessageDeleteBulk,
]);

function read(type: string, payload: unknown, { own, clock }: HearingDeps): readonly Incoming[] {
  if (type === GatewayDispatchEvents.InteractionCreate) return [readInteraction(payload, clock.now())];
  return MESSAGES.has(type) ? readMessageEvent(type, payload, own()) : [];
}

function take(incoming: Incoming, deps: HearingDeps): void {
  switch (incoming.kind) {
    case 'delivery':
      void deps.intake(incoming);
      return;
    case 'typing':
      void answerTyping(incoming, deps);
      return;
    case 'outside':
      answerTo(incoming.asked, deps)
        .say(renderCard(notHereCard()))
        .catch((error: unknown) => deps.log.info({ err: error }, 'somebody outside of a server was not answered'));
      return;
    case 'unsupported':
      deps.log.debug({ what: incoming.what }, 'Discord told something that Baton does not act on');
      return;
    default:
      incoming satisfies never;
  }
}
