/**
 * A fair queue in front of the model: at most so many calls at once in this process and so many of one tenant, and among
 * the tenants that wait the one with the fewest calls in flight goes next. A call can take many minutes, so a tenant never
 * has every slot, also when it is alone: who comes next starts at once, and not when one of those calls ends.
 */
import type { TenantId } from '../engine/ids.ts';

export interface CallSlots {
  /** Resolves to the function that gives the slot back; null when the signal aborted the wait. */
  take(tenant: TenantId, signal: AbortSignal): Promise<(() => void) | null>;
  readonly running: number;
  readonly waiting: number;
}

export interface CallLimits {
  readonly total: number;
  readonly perTenant: number;
}

type Wake = (granted: boolean) => void;

export function createCallSlots({ total, perTenant }: CallLimits): CallSlots {
  const running = new Map<TenantId, number>();
  /** Tenants in the order in which they were served last: of two with equally few calls the first one is next. */
  const queues = new Map<TenantId, Set<Wake>>();
  let taken = 0;

  function grant(): void {
    while (taken < total) {
      const next = neediest();
      if (!next) return;
      const [tenant, wake] = next;
      leave(tenant, wake);
      taken += 1;
      running.set(tenant, (running.get(tenant) ?? 0) + 1);
      wake(true);
    }
  }

  function neediest(): readonly [TenantId, Wake] | null {
    let best: { readonly tenant: TenantId; readonly calls: number; readonly wake: Wake } | null = null;
    for (const [tenant, queue] of queues) {
      const [wake] = queue;
      const calls = running.get(tenant) ?? 0;
      if (wake && calls < perTenant && (best === null || calls < best.calls)) best = { tenant, calls, wake };
    }
    return best && [best.tenant, best.wake];
  }

  function leave(tenant: TenantId, wake: Wake): void {
    const queue = queues.get(tenant);
    queue?.delete(wake);
    queues.delete(tenant);
    if (queue && queue.size > 0) queues.set(tenant, queue);
  }

  function giveBack(tenant: TenantId): void {
    taken -= 1;
    const left = (running.get(tenant) ?? 1) - 1;
    if (left === 0) running.delete(tenant);
    else running.set(tenant, left);
    grant();
  }

  async function wait(tenant: TenantId, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    return await new Promise<boolean>((resolve) => {
      const wake: Wake = (granted) => {
        signal.removeEventListener('abort', giveUp);
        resolve(granted);
      };
      const giveUp = () => {
        queues.get(tenant)?.delete(wake);
        if (queues.get(tenant)?.size === 0) queues.delete(tenant);
        wake(false);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      queues.set(tenant, (queues.get(tenant) ?? new Set()).add(wake));
      grant();
    });
  }

  return {
    async take(tenant, signal) {
      if (!(await wait(tenant, signal))) return null;
      let given = false;
      return () => {
        if (!given) giveBack(tenant);
        given = true;
      };
    },
    get running() {
      return taken;
    },
    get waiting() {
      return [...queues.values()].reduce((sum, queue) => sum + queue.size, 0);
    },
  };
}
