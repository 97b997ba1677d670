/** Words for the desk; what there is to say of its answer is said to whoever asked. */
import * as chat from '../../../src/chat/receiving/ask-desk.ts';
import type { CommandRequest } from '../../../src/ports/desk.ts';
import type { HandlerDeps, Where } from './handler.ts';
import type { Job } from './work.ts';

export async function askDesk(job: Job, request: CommandRequest, where: Where, deps: HandlerDeps): Promise<void> {
  const { card } = await chat.askDesk(request, deps);
  if (card) await deps.tell(job, card, where);
}
