/** Installations in memory, with the same promises as the database's. */
import type { TenantId } from '../../src/engine/ids.ts';
import type { Installation, Installations } from '../../src/ports/installations.ts';

export function memoryInstallations(): Installations {
  const rows = new Map<string, Installation>();
  /** The end of the last thing that waits for a row. */
  const queues = new Map<string, Promise<unknown>>();
  const keyOf = (surface: string, tenant: TenantId) => `${surface} ${tenant}`;

  function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = queues.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    queues.set(key, result);
    return result;
  }

  return {
    find: async (surface, tenant) => rows.get(keyOf(surface, tenant)) ?? null,
    keep: (installation) => {
      const key = keyOf(installation.surface, installation.tenant);
      return inTurn(key, async () => {
        rows.set(key, structuredClone(installation));
      });
    },
    remove: (surface, tenant) => {
      const key = keyOf(surface, tenant);
      return inTurn(key, async () => {
        rows.delete(key);
      });
    },
    all: async (surface) => [...rows.values()].filter((row) => row.surface === surface),
    change: (surface, tenant, work) => {
      const key = keyOf(surface, tenant);
      return inTurn(key, async () => {
        const now = rows.get(key);
        if (!now) return null;
        const next = await work(now);
        if (next) rows.set(key, structuredClone(next));
        return next ?? now;
      });
    },
  };
}
