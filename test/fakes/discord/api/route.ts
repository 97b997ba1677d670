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
}

export interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `:name` takes one part of the path. */
  readonly path: string;
  readonly bucket: Bucket | null;
  /** A narrower limit for calls with such a body. */
  readonly within?: (body: Loose) => Bucket | null;
  /** `token`: the token in the path is what lets in. */
  readonly auth: 'bot' | 'token';
  readonly run: (context: Context) => Answer | Promise<Answer>;
}

export const ok = (body: Loose): Answer => ({ status: 200, body });
export const created = (body: Loose): Answer => ({ status: 201, body });
export const NOTHING: Answer = { status: 204 };
