/** Lets in who may act, and tells the others privately why not. Other bots are told nothing: two of them could talk for ever. */
import { theyLackCard } from '../../../src/cards/lacking-words.ts';
import { notWelcomeCard } from '../../../src/cards/not-welcome.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import { actingWith, type HandlerDeps, type Where } from './handler.ts';
import type { Job } from './work.ts';

/** `settings`: an admin may look after them wherever Baton does not work. Null: refused, and told. */
export async function welcome(job: Job, where: Where, deps: HandlerDeps, purpose: 'work' | 'settings' = 'work'): Promise<Acting | null> {
  const standing = await deps.people.standing(job.tenant, where.person, where.channel, job.live.said);
  if (standing.kind === 'may') {
    if (purpose === 'work' && !(await mayTakePart(job, where, deps))) return null;
    return actingWith(job, standing.who, deps);
  }
  if (purpose === 'settings' && standing.admin) return actingWith(job, standing.admin, deps);
  deps.log.info({ why: standing.why, delivery: job.body.kind }, 'somebody who may not use Baton was refused');
  if (standing.why !== 'bot' && standing.why !== 'gone') await deps.tell(job, notWelcomeCard(standing.why, deps.admins), where);
  return null;
}

/** Who can only read a thread decides nothing in it: what was used there says nothing of that, a message in it does. */
async function mayTakePart(job: Job, where: Where, deps: HandlerDeps): Promise<boolean> {
  const { tenant, body, live } = job;
  const { person, channel, thread } = where;
  if (channel === null || thread === null || body.kind === 'mention' || body.kind === 'reply') return true;
  // What Discord said is of the place where it was used.
  const said = live.said !== null && !('channel' in body && body.channel === channel) ? { ...live.said, permissions: null } : live.said;
  const lacked = await deps.people.lackedBy({ tenant, person, said }, channel, ['SendMessagesInThreads']);
  if (lacked.length === 0) return true;
  deps.log.info({ delivery: body.kind }, 'somebody who may not write in a thread was refused');
  await deps.tell(job, theyLackCard('part', lacked), where);
  return false;
}
