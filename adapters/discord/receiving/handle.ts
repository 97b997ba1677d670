/** One delivery, as whatever it is. */
import { handleCommand } from './command-handler.ts';
import type { HandlerDeps } from './handler.ts';
import { handleDeleted, handleEdited } from './life-handlers.ts';
import { handleMenu } from './menu-handler.ts';
import { handleDirect, handleMention, handleReply } from './message-handler.ts';
import { handlePress } from './press-handler.ts';
import { handleSubmission } from './submission-handler.ts';
import { handleWordsTaken } from './words-taken.ts';
import type { Job } from './work.ts';

/** In the end whoever waits for an answer to a command or a click has one. */
export async function handleDelivery(job: Job, deps: HandlerDeps): Promise<null> {
  await handle(job, deps);
  await job.live.answer?.end();
  return null;
}

async function handle({ body, ...job }: Job, deps: HandlerDeps): Promise<void> {
  switch (body.kind) {
    case 'command':
      return await handleCommand({ ...job, body }, deps);
    case 'menu':
      return await handleMenu({ ...job, body }, deps);
    case 'pressed':
      return await handlePress({ ...job, body }, deps);
    case 'submitted':
      return await handleSubmission({ ...job, body }, deps);
    case 'mention':
      return await handleMention({ ...job, body }, deps);
    case 'reply':
      return await handleReply({ ...job, body }, deps);
    case 'direct':
      return await handleDirect({ ...job, body }, deps);
    case 'message-edited':
      return await handleEdited({ ...job, body }, deps);
    case 'message-deleted':
      return await handleDeleted({ ...job, body }, deps);
    case 'words-taken':
      return await handleWordsTaken({ ...job, body }, deps);
    default: {
      const missed: never = body;
      return missed;
    }
  }
}
