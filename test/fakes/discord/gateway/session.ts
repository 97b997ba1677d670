/** What the gateway remembers of an app that identified itself: its intents and every event since, so that it can resume. */
import { GatewayIntentBits } from 'discord.js';
import type { Loose } from '../loose.ts';

export type IntentName = keyof typeof GatewayIntentBits;
const PRIVILEGED = { members: GatewayIntentBits.GuildMembers, content: GatewayIntentBits.MessageContent };
const KNOWN = Object.values(GatewayIntentBits).reduce<number>((sum, bit) => sum | Number(bit), 0);

export interface Event {
  readonly seq: number;
  readonly t: string;
  readonly d: Loose;
}

export interface Session {
  readonly id: string;
  readonly intents: number;
  /** Has the Message Content intent. */
  readonly reads: boolean;
  readonly log: Event[];
  /** Null while a connection carries it. */
  closedAt: number | null;
  /** No longer to be resumed. */
  ended: boolean;
}

export function newSession(id: string, intents: number): Session {
  return { id, intents, reads: (intents & GatewayIntentBits.MessageContent) !== 0, log: [], closedAt: null, ended: false };
}

export function wants(session: Session, intent: IntentName | null): boolean {
  return intent === null || (session.intents & GatewayIntentBits[intent]) !== 0;
}

/** The close code for intents that this app may not have, or null. */
export function intentsRefusal(intents: unknown, portal: { readonly messageContent: boolean; readonly membersIntent: boolean }): 4013 | 4014 | null {
  if (typeof intents !== 'number' || !Number.isInteger(intents) || (intents & ~KNOWN) !== 0) return 4013;
  if ((intents & PRIVILEGED.content) !== 0 && !portal.messageContent) return 4014;
  if ((intents & PRIVILEGED.members) !== 0 && !portal.membersIntent) return 4014;
  return (intents & GatewayIntentBits.GuildPresences) !== 0 ? 4014 : null;
}
