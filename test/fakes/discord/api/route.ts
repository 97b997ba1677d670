/** A route of the REST API: what it is called here, how often it may be used, and what it does. */
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import type { Upload } from './request.ts';

export interface Context {
  readonly server: Server;
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Loose;
  readonly uploads: readonly Upload[];
}

export interface Answer {
  readonly status: number;
  readonly body?: Loose;
}

/** So many calls in a window, for each value of the parameter `by`, or of the app. `null`: not limited, and outside the global limit too. */
export interface Bucket {
  readonly id: string;
  readonly limit: number;
  readonly perMs: number;
  readonly by: 'channel' | 'guild' | 'token' | 'app';
  /** A code and words of its own for who is too fast. */
  readonly refusal?: number;
}

export interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `:name` takes one part of the path. */
  readonly path: string;
  readonly bucket: Bucket | null;
  /** A narrower limit for such a call. */
  readonly within?: (call: Pick<Context, 'server' | 'params' | 'body'>) => Bucket | null;
  /** `token`: the token in the path is what lets in. */
  readonly auth: 'bot' | 'token';
  readonly run: (context: Context) => Answer | Promise<Answer>;
}

export const ok = (body: Loose): Answer => ({ status: 200, body });
export const created = (body: Loose): Answer => ({ status: 201, body });
export const NOTHING: Answer = { status: 204 };
