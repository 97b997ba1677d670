/** Every route that this server has, and which one a call means. */
import { applicationRoutes } from './application.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import { peopleRoutes } from './people.ts';
import { reactionRoutes } from './reactions.ts';
import type { Route } from './route.ts';
import { threadMemberRoutes } from './thread-members.ts';
import { threadRoutes } from './threads.ts';
import { webhookRoutes } from './webhooks.ts';

/** The first that fits: what is literal stands before what takes anything. */
const ROUTES: readonly Route[] = [
  ...applicationRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...threadRoutes,
  ...channelRoutes,
  ...threadMemberRoutes,
  ...peopleRoutes,
];

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export function matched(method: string, path: string): Matched | null {
  const parts = path.split('/').filter((part) => part !== '');
  for (const route of ROUTES) {
    const params = route.method === method ? fits(route.path.split('/'), parts) : null;
    if (params) return { route, params };
  }
  return null;
}

function fits(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, want] of pattern.entries()) {
    const part = decodeURIComponent(parts[index] ?? '');
    if (want.startsWith(':')) params[want.slice(1)] = part;
    else if (want !== part) return null;
  }
  return params;
}
