/** What Slack is known by, and what it needs from the rest of Baton. */
import type { ChatDeps } from '../../src/chat/chat-deps.ts';

export type SlackDeps = ChatDeps;

export const SLACK_SURFACE = 'slack';
