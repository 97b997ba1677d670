/** Words that may begin a run go to the desk, and whoever said them hears what came of it; also that no thread can begin for it. */
import { threadRefusedCard } from '../../../src/cards/not-reached.ts';
import { askDesk } from '../../../src/chat/receiving/ask-desk.ts';
import type { CommandRequest } from '../../../src/ports/desk.ts';
import type { HandlerDeps, Where } from './handler.ts';
import { sayOf } from './say-of.ts';
import type { StartsThread } from './start-thread.ts';
import type { Job } from './work.ts';

/** `starting`: the thread, where a new run needs one of its own. */
export async function request(job: Job, asked: CommandRequest, starting: StartsThread, where: Where, deps: HandlerDeps): Promise<void> {
  try {
    await sayOf(job, await askDesk(where.thread === null ? { ...asked, opens: starting.opens } : asked, deps), where, deps);
  } catch (error) {
    const refusal = starting.refusal();
    if (refusal === null) throw error;
    deps.log.info({ err: error, tenant: job.tenant, delivery: job.body.kind }, 'no thread can begin for a run');
    // Whoever took back their own words waits for nothing.
    if (refusal.kind === 'message-gone' && job.body.kind === 'mention') return;
    await deps.tell(job, refusal.kind === 'told' ? refusal.card : threadRefusedCard('message-gone'), where);
  }
}
