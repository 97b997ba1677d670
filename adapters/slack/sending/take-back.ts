/**
 * A reply to a message that was deleted before anybody replied stands in the channel for all to see: it was not meant for
 * them. It is kept in mind until Slack has taken it away, so that it never stands there twice.
 */
import type { Logger } from 'pino';
import type { NewMessage, SentMessages } from '../../../src/ports/sent-messages.ts';
import type { SlackApi } from './api.ts';
import type { MessageDetails } from './details.ts';
import { SlackCallError, slackFailure } from './slack-error.ts';

export interface Strayed {
  readonly to: Pick<NewMessage, 'surface' | 'tenant' | 'key' | 'part' | 'channel'>;
  readonly ref: string;
  readonly details: Omit<MessageDetails, 'hash'>;
}

export interface TakingBackDeps {
  readonly api: SlackApi;
  readonly sentMessages: Pick<SentMessages, 'sent' | 'lost'>;
  readonly log: Logger;
}

/** Whether or not it could be taken away, its thread is gone: that is what it always throws. */
export async function takeBack({ to, ref, details }: Strayed, { api, sentMessages, log }: TakingBackDeps): Promise<never> {
  await sentMessages.sent(to, ref, { ...details, hash: null, leaving: true, strayed: true });
  try {
    await removed(to, ref, api);
    await sentMessages.lost(to);
  } catch (error) {
    if (slackFailure(error) === null) throw error;
    log.warn({ err: error, tenant: to.tenant, channel: to.channel, key: to.key }, 'a reply without its thread still stands in the channel');
  }
  throw new SlackCallError('chat.postMessage', { kind: 'thread-gone' });
}

/** Asked a second time where nobody knows what came of the first: twice is harmless here, and few come by later. */
async function removed(to: Strayed['to'], ts: string, api: SlackApi, tries = 2): Promise<void> {
  try {
    await api.call(to.tenant, 'chat.delete', { channel: to.channel, ts }, { priority: 'answer' });
  } catch (error) {
    const kind = slackFailure(error)?.kind;
    if (kind === 'unknown-outcome' && tries > 1) return await removed(to, ts, api, tries - 1);
    if (kind !== 'message-gone') throw error;
  }
}
