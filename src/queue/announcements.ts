/**
 * Tells other processes that there is a wake-up. Not inside the transaction that sends it: a NOTIFY takes a lock of the
 * whole database until the commit is on disk, so openings would wait for each other. Lost ones cost a poll.
 */
import { randomUUID } from 'node:crypto';
import type { Db } from 'pg-boss';
import type { Logger } from 'pino';

export interface Announcements {
  /** What comes while one is on its way goes with the next. */
  announce(): void;
  /** Whether an announcement that was heard is this process's own. */
  isOwn(payload: string): boolean;
}

export const WAKE_CHANNEL = 'baton_wake';

export function createAnnouncements(db: Db, log: Logger): Announcements {
  const self = randomUUID();
  let wanted = false;
  let sending = false;

  async function send(): Promise<void> {
    sending = true;
    while (wanted) {
      wanted = false;
      try {
        await db.executeSql('select pg_notify($1, $2)', [WAKE_CHANNEL, self]);
      } catch (error) {
        log.warn({ err: error }, 'a wake-up could not be announced; others find it by looking');
      }
    }
    sending = false;
  }

  return {
    announce() {
      wanted = true;
      if (!sending) void send();
    },
    isOwn: (payload) => payload === self,
  };
}
