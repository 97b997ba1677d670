/** Everything that the local Slack knows: workspaces, tokens, triggers, and what it saw the app do. */

import type { TurnedTime } from '../../time.ts';
import type { Loose } from '../loose.ts';
import type { App } from './app.ts';
import type { Ids } from './ids.ts';
import type { Violation } from './violation.ts';
import type { Workspace } from './workspace.ts';

export interface World {
  readonly app: App;
  readonly time: TurnedTime;
  readonly ids: Ids;
  readonly workspaces: Map<string, Workspace>;
  readonly tokens: Map<string, Token>;
  readonly refreshTokens: Map<string, { readonly team: string; used: boolean }>;
  readonly codes: Map<
    string,
    { readonly team: string; readonly user: string; readonly redirectUri: string; readonly scopes: readonly string[]; readonly at: number }
  >;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly calls: Call[];
  readonly violations: Violation[];
  readonly notifications: Notification[];
  /** By `channel thread`. */
  readonly agentStatus: Map<string, string>;
  readonly settings: Settings;
  /** Where the server listens, with no slash at the end. */
  origin: string;
}

export interface Settings {
  /** How many times faster than documented the rates are; 0: no rates at all. */
  readonly ratesFaster: number;
  /** Distributed outside the marketplace: threads are read once a minute. */
  readonly unlisted: boolean;
  /** How long after its upload an image cannot be shown in a block: Slack looks at it first. */
  readonly imagesReadyAfterMs: number;
  readonly deletedRoots: 'unthreads' | 'thread_not_found';
  /** Whether the app hears of its own messages, as it does at Slack. */
  readonly hearsItself: boolean;
  /** Mentions come first and without their files, as apps have seen it; the message itself has them. */
  readonly mentionsLackFiles: boolean;
}

export interface Token {
  readonly kind: 'bot' | 'app';
  readonly team: string | null;
  state: 'active' | 'revoked' | 'inactive';
  /** Slack's time; null: never. */
  expiresAt: number | null;
}

export interface Trigger {
  readonly team: string;
  readonly user: string;
  readonly at: number;
  used: boolean;
}

export interface ResponseUrl {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly at: number;
  /** The message whose button was pressed. */
  readonly ts: string | null;
  readonly thread: string | null;
  uses: number;
}

/** One call of the Web API, also those that were refused. */
export interface Call {
  readonly method: string;
  readonly team: string | null;
  readonly args: Loose;
  readonly at: number;
  /** `ok`, or the error; null while it is under way or when the answer was withheld. */
  answer: string | null;
}

export interface Notification {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  /** `hidden-mention`: only the text that stands in for the blocks calls them; do not rely on Slack telling them. */
  readonly why: 'mention' | 'hidden-mention' | 'group-mention' | 'broadcast' | 'direct-message' | 'thread-reply' | 'private-answer';
}
