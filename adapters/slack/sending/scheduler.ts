/** Slack's queues: one per workspace and method. */
import type { QueuedCall } from '../../../src/chat/sending/call-queue.ts';
import { type Scheduler as CallScheduler, createScheduler as createCallScheduler } from '../../../src/chat/sending/call-scheduler.ts';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { rateOf } from './rates.ts';
import { createSendWindow } from './send-window.ts';
import { SlackCallError } from './slack-error.ts';

export type Scheduler = CallScheduler<ScheduledCall>;

export interface ScheduledCall extends QueuedCall {
  readonly tenant: TenantId;
  readonly method: string;
}

export function createScheduler({ clock }: { readonly clock: Clock }): Scheduler {
  return createCallScheduler({
    clock,
    queueOf: ({ tenant, method }) => `${tenant} ${method}`,
    windowOf: ({ method }) => createSendWindow(rateOf(method)),
    tooLate: ({ method }) => new SlackCallError(method, { kind: 'retry-later', afterMs: null }),
  });
}
