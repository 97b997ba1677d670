/** A Web API method: who may call it, how often, and what it does. */
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import type { Install, Workspace } from '../world/workspace.ts';

export interface Context {
  readonly server: Server;
  readonly workspace: Workspace;
  readonly installed: Install;
  readonly args: Loose;
  /** The bot token that was sent. */
  readonly token: string;
}

/** Calls a minute per method and workspace; `posting`: one a second per channel; `unlisted`: one a minute, no burst; `free`: not limited here. */
export type Tier = 1 | 2 | 3 | 4 | 'posting' | 'unlisted' | 'free';

export interface Method {
  readonly tier: Tier;
  /** Each entry must be granted; `a|b`: one of them. May depend on the channel. */
  readonly scopes: readonly string[] | ((context: Context) => readonly string[]);
  readonly run: (context: Context) => Record<string, Loose>;
}

export type Methods = Readonly<Record<string, Method>>;
