/** Answers at the address that came with a command or a click: seen by that person only, also where Baton is not in the channel. */
import type { Logger } from 'pino';
import type { SlackBlock } from '../blocks/slack-message.ts';
import { isSlacks } from './slack-address.ts';

export interface Response {
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
}

/** False: it did not arrive, as far as is known. Never throws. */
export type Respond = (address: string, response: Response) => Promise<boolean>;

const PATIENCE_MS = 5_000;

export function createRespond(log: Logger, apiUrl: string): Respond {
  return async (address, response) => {
    if (!isSlacks(address, apiUrl)) {
      log.warn({}, 'an address for private answers is not Slack’s: nothing is sent there');
      return false;
    }
    try {
      const answered = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...response }),
        signal: AbortSignal.timeout(PATIENCE_MS),
        redirect: 'error',
      });
      await answered.arrayBuffer();
      if (!answered.ok) log.warn({ status: answered.status }, 'Slack did not take a private answer');
      return answered.ok;
    } catch (error) {
      log.warn({ err: error }, 'a private answer did not arrive');
      return false;
    }
  };
}
