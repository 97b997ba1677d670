/**
 * Bolt's app with its receiver, in which a delivery goes to our intake: Bolt itself would acknowledge events before anybody
 * has kept them. Who acts and with which token is settled per delivery, so its own authorisation is never asked.
 */
import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { slackLogger } from '../pino-logger.ts';

export function appOf(receiver: Receiver, intake: (event: ReceiverEvent) => Promise<void>, log: Logger): App {
  const app = new App({ receiver, authorize: async () => ({}), convoStore: false, ignoreSelf: false, logger: slackLogger(log, 'bolt') });
  app.processEvent = intake;
  return app;
}
