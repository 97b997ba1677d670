/** What goes wrong when a test says so: each fault waits for calls of its route and is used up by them. */
import type { Loose } from './loose.ts';

export type Fault =
  /** The work is done, and the connection breaks before the answer: the app cannot know. */
  | { readonly kind: 'lose-answer' }
  /** The work is done; the answer comes when the gate opens. */
  | { readonly kind: 'hold-answer'; readonly until: Promise<void> }
  /** Nothing is done; the connection breaks. */
  | { readonly kind: 'lose-call' }
  | { readonly kind: 'server-error'; readonly status?: number }
  /** 429 with this wait in seconds; `global`: for everything. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number; readonly global?: boolean }
  /** Refused with this code of Discord's, as 50013. */
  | { readonly kind: 'refuse'; readonly code: number }
  /** Neither done nor answered before the gate opens; then it goes on as usual. */
  | { readonly kind: 'hang'; readonly until: Promise<void> };

export interface Faults {
  /** For the next `times` calls (default 1) of this route by name (`message.post`), or of any route (`*`), whose body `when` fits. */
  next(route: string, fault: Fault, options?: { readonly times?: number; readonly when?: (body: Loose) => boolean }): void;
  clear(): void;
  take(route: string, body: Loose): Fault | null;
  /** How many are still waiting. */
  left(): number;
}

export function createFaults(): Faults {
  const waiting: { route: string; fault: Fault; left: number; when: (body: Loose) => boolean }[] = [];
  return {
    next(route, fault, { times = 1, when = () => true } = {}) {
      waiting.push({ route, fault, left: times, when });
    },
    clear: () => void waiting.splice(0),
    take(route, body) {
      const found = waiting.find((one) => (one.route === route || one.route === '*') && one.when(body));
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) waiting.splice(waiting.indexOf(found), 1);
      return found.fault;
    },
    left: () => waiting.reduce((sum, one) => sum + one.left, 0),
  };
}
