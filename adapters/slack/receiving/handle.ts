/** One delivery, as whatever it is. */

import type { TeamToken } from '../install/tokens.ts';
import { handleDeleted, handleEdited } from '../life/message-handlers.ts';
import { handleChannel, handleMembership, handleUninstalled } from '../life/place-handlers.ts';
import { handleCommand } from './command-handler.ts';
import type { HandlerDeps } from './handler.ts';
import { handleHome } from './home-handler.ts';
import { handleMention, handleReply } from './message-handler.ts';
import { handlePress } from './press-handler.ts';
import { handleShortcut } from './shortcut-handler.ts';
import { handleStop } from './stop-handler.ts';
import { handleSubmission } from './submission-handler.ts';
import { DONE, type Handled, type Job } from './work.ts';

/** Of a workspace in which Baton is not installed nothing is touched, and nobody there is answered. */
export async function handleDelivery({ body, ...job }: Job, deps: HandlerDeps): Promise<Handled> {
  const team = atItsEnd(job.tenant, body.kind) ?? (await deps.tokens.forTeam(job.tenant));
  if (!team) return DONE;
  if (body.kind === 'submitted') return await handleSubmission({ ...job, body, team }, deps);
  await handleOther({ body, ...job }, team, deps);
  return DONE;
}

async function handleOther({ body, ...job }: Job, team: TeamToken, deps: HandlerDeps): Promise<void> {
  switch (body.kind) {
    case 'command':
      return await handleCommand({ ...job, body, team }, deps);
    case 'mention':
      return await handleMention({ ...job, body, team }, deps);
    case 'reply':
      return await handleReply({ ...job, body, team }, deps);
    case 'shortcut':
      return await handleShortcut({ ...job, body, team }, deps);
    case 'pressed':
      return await handlePress({ ...job, body, team }, deps);
    case 'home-opened':
      return await handleHome({ ...job, body, team }, deps);
    case 'session-stopped':
      return await handleStop({ ...job, body, team }, deps);
    case 'message-edited':
      return await handleEdited({ ...job, body, team }, deps);
    case 'message-deleted':
      return await handleDeleted({ ...job, body, team }, deps);
    case 'channel-changed':
      return await handleChannel({ ...job, body, team }, deps);
    case 'membership':
      return await handleMembership({ ...job, body, team }, deps);
    case 'uninstalled':
    case 'tokens-revoked':
      return await handleUninstalled({ ...job, body, team }, deps);
    case 'submitted':
      return;
    default: {
      const missed: never = body;
      return missed;
    }
  }
}

/** The news of its own end comes when the token is gone already. */
function atItsEnd(tenant: Job['tenant'], kind: Job['body']['kind']): TeamToken | null {
  if (kind !== 'uninstalled' && kind !== 'tokens-revoked') return null;
  return { tenant, teamName: tenant, botToken: '', botUserId: '', botId: null, scopes: null };
}
