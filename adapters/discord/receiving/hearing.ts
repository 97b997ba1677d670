/** Everything that the gateway tells, sorted: what is kept and worked on, what is answered at once, and news. */
import { GatewayDispatchEvents } from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from '../../../src/cards/card.ts';
import { notHereCard } from '../../../src/cards/not-reached.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Asked } from './answer.ts';
import { answerOnce } from './answer-once.ts';
import type { Incoming, OwnUser } from './incoming.ts';
import type { Intake } from './intake.ts';
import type { KnownChannels } from './known-channels.ts';
import { hearNews, type NewsDeps } from './news.ts';
import type { OwnRoles } from './own-roles.ts';
import { readInteraction } from './parse-interaction.ts';
import { readMessageEvent } from './parse-message.ts';
import { answerTyping, type TypingDeps } from './typing.ts';

export interface HearingDeps extends Pick<NewsDeps, 'life'>, TypingDeps {
  readonly known: KnownChannels;
  readonly ownRoles: OwnRoles;
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
      deps.ownRoles.hear(type, payload, deps.own().botId);
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

/** While releases change, another process may be able to read it, and has answered or put it off by then. */
const OTHERS_WITHIN_MS = 2_500;

/** Never rejects. */
async function answered(asked: Asked, card: Card, { callbacks, log }: HearingDeps): Promise<void> {
  try {
    await answerOnce(asked, card, callbacks);
  } catch (error) {
    log.info({ err: error }, 'somebody was not answered');
  }
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
      void answered(incoming.asked, notHereCard(), deps);
      return;
    case 'unreadable':
      deps.log.warn({ what: incoming.what }, 'Discord told of something that somebody did and that Baton cannot read');
      void deps.clock
        .sleep(Math.max(0, incoming.asked.at + OTHERS_WITHIN_MS - deps.clock.now()))
        .then(() => answered(incoming.asked, noticeCard({ kind: 'unreadable' }), deps));
      return;
    case 'unsupported':
      deps.log.debug({ what: incoming.what }, 'Discord told something that Baton does not act on');
      return;
    default:
      incoming satisfies never;
  }
}
