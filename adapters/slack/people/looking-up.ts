/** How long somebody's action may wait for Slack to say who they are: after that it is as if Slack did not answer. */
import type { CallOptions } from '../sending/api.ts';

export const LOOKING_UP: CallOptions = { priority: 'answer', patienceMs: 10_000 };
