/** Lets in who may act, and tells the others privately why not. Other bots are told nothing: two of them could talk for ever. */
import { notWelcomeCard } from '../../../src/cards/not-welcome.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import { actingWith, type HandlerDeps, type Where } from './handler.ts';
import type { Job } from './work.ts';

/** `settings`: an admin may look after them wherever Baton does not work. Null: refused, and told. */
export async function welcome(job: Job, where: Where, deps: HandlerDeps, purpose: 'work' | 'settings' = 'work'): Promise<Acting | null> {
  const standing = await deps.people.standing(job.tenant, where.person, where.channel, job.live.said);
  if (standing.kind === 'may') return actingWith(job, standing.who, deps);
  if (purpose === 'settings' && standing.admin) return actingWith(job, standing.admin, deps);
  deps.log.info({ why: standing.why, delivery: job.body.kind }, 'somebody who may not use Baton was refused');
  if (standing.why !== 'bot' && standing.why !== 'gone') await deps.tell(job, notWelcomeCard(standing.why, deps.admins), where);
  return null;
}
