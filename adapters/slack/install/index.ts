/** Whose tokens are used, and how workspaces come by Baton: one from the environment, or many by installing it. */
import type { Logger } from 'pino';
import type { SlackConfig } from '../../../src/config/slack-config.ts';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { finishInstall } from './finish-install.ts';
import { createManyWorkspaces, type Hide } from './many-workspaces.ts';
import { type HttpRoute, oauthRoutes } from './oauth-routes.ts';
import { createOauthStates } from './oauth-state.ts';
import { createOneWorkspace } from './one-workspace.ts';
import { createSeal } from './sealed.ts';
import { createSlackAuth } from './slack-auth.ts';
import type { Tokens } from './tokens.ts';

export interface Install {
  readonly tokens: Tokens;
  /** The pages of an installation; none where the token is in the environment. */
  readonly routes: readonly HttpRoute[];
}

export interface InstallDeps {
  readonly installations: Installations;
  readonly deliveries: Pick<Deliveries, 'take' | 'done'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whatever comes here is scrubbed from the log from now on. */
  readonly hide: Hide;
  /** A workspace has Baton, for the first time or again. */
  readonly installed: (tenant: TenantId) => Promise<void>;
}

export function createInstall({ install, apiUrl }: Pick<SlackConfig, 'install' | 'apiUrl'>, deps: InstallDeps): Install {
  const { installations, deliveries, clock, log, hide, installed } = deps;
  const auth = createSlackAuth(apiUrl, log);
  if (install.kind === 'one') return { tokens: createOneWorkspace({ botToken: install.botToken, auth, installations, log, installed }), routes: [] };
  const seal = createSeal(install.encryptionKey);
  const shared = { installations, seal, auth, clock, log, hide };
  return {
    tokens: createManyWorkspaces({ ...shared, app: install }),
    routes: oauthRoutes({
      ...{ config: install, apiUrl, log },
      states: createOauthStates(install.encryptionKey, deliveries, clock),
      finish: (code) => finishInstall(code, { ...shared, config: install, installed }),
    }),
  };
}
