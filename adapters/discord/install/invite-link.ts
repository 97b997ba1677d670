/** Where somebody who may manage a server lets Baton in, with what it needs there and no more. docs.discord.com/developers/topics/oauth2#bots */
import { INVITED_WITH } from '../people/needed-permissions.ts';

/** `applicationId`: of Baton's own application. */
export function inviteLink(applicationId: string): string {
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${INVITED_WITH}`;
}
