/** News of an uninstallation that come after the app was installed anew put no run to rest. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { handleUninstalled } from '../../../adapters/slack/life/place-handlers.ts';
import type { HandlerDeps, JobOf } from '../../../adapters/slack/receiving/handler.ts';
import { tenantId } from '../../../src/engine/ids.ts';

test.each([
  ['still-there', 0],
  ['removed', 1],
] as const)('when Baton is %s, the runs that would have to rest are looked for %i times', async (standing, times) => {
  const asked: string[] = [];
  const deps = {
    tokens: { removed: async () => standing },
    archive: {
      workflows: async (tenant: string) => {
        asked.push(tenant);
        return [];
      },
    },
    privately: { direct: async () => undefined },
    log: pino({ enabled: false }),
  } as unknown as HandlerDeps;
  await handleUninstalled({ tenant: tenantId('T1'), id: 'event:Ev1', body: { kind: 'uninstalled' } } as JobOf<'uninstalled'>, deps);
  expect(asked.length).toBe(times);
});
