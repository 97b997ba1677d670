/** What goes wrong when a test says so: each fault waits for calls of its method and is used up by them. */
export type Fault =
  /** The work is done, and the connection breaks before the answer: the app cannot know. */
  | { readonly kind: 'lose-answer' }
  /** The work is done; the answer comes when the gate opens. */
  | { readonly kind: 'hold-answer'; readonly until: Promise<void> }
  /** Nothing is done; the connection breaks. */
  | { readonly kind: 'lose-call' }
  | { readonly kind: 'server-error'; readonly status?: number }
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  | { readonly kind: 'refuse'; readonly error: string; readonly errors?: readonly string[] }
  /** Neither done nor answered before the gate opens; then it goes on as usual. */
  | { readonly kind: 'hang'; readonly until: Promise<void> };

export interface Faults {
  /** For the next `times` calls (default 1) of this method, or of any method (`*`), that `args` fits. */
  next(method: string, fault: Fault, options?: { readonly times?: number; readonly when?: (args: Record<string, unknown>) => boolean }): void;
  clear(): void;
  take(method: string, args: Record<string, unknown>): Fault | null;
  /** How many are still waiting. */
  left(): number;
}

export function createFaults(): Faults {
  const waiting: { method: string; fault: Fault; left: number; when: (args: Record<string, unknown>) => boolean }[] = [];
  return {
    next(method, fault, { times = 1, when = () => true } = {}) {
      waiting.push({ method, fault, left: times, when });
    },
    clear: () => void waiting.splice(0),
    take(method, args) {
      const found = waiting.find((one) => (one.method === method || one.method === '*') && one.when(args));
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) waiting.splice(waiting.indexOf(found), 1);
      return found.fault;
    },
    left: () => waiting.reduce((sum, one) => sum + one.left, 0),
  };
}
