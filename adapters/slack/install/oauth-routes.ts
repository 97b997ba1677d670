/** The two addresses of an installation: one that leads to Slack, one that Slack leads back to. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { INSTALL_WORDS, type InstallPage } from '../../../src/cards/install-words.ts';
import type { ManyWorkspaces } from '../../../src/config/slack-config.ts';
import { REDIRECT_PATH } from '../../../src/config/slack-config.ts';
import { INSTALL_PATH, SCOPE_NAMES } from './app-table.ts';
import type { FinishedInstall } from './finish-install.ts';
import { installPage, PAGE_HEADERS } from './install-page.ts';
import { type OauthStates, STATE_LIVES_MS } from './oauth-state.ts';

export interface HttpRoute {
  readonly path: string;
  readonly method: string;
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface OauthRoutesDeps {
  readonly config: Pick<ManyWorkspaces, 'clientId' | 'redirectUrl'>;
  readonly apiUrl: string;
  readonly states: OauthStates;
  readonly finish: (code: string) => Promise<FinishedInstall>;
  readonly log: Logger;
}

export function oauthRoutes(deps: OauthRoutesDeps): readonly HttpRoute[] {
  return [
    { path: INSTALL_PATH, method: 'GET', handler: (_, response) => offer(response, deps) },
    {
      path: REDIRECT_PATH,
      method: 'GET',
      handler: (request, response) => {
        comeBack(request, response, deps).catch((error: unknown) => {
          deps.log.error({ err: error }, 'an installation in Slack failed');
          show(response, 503, INSTALL_WORDS.unavailable);
        });
      },
    },
  ];
}

const COOKIE = 'baton-slack-install';

function offer(response: ServerResponse, { config, apiUrl, states }: OauthRoutesDeps): void {
  const { state, nonce } = states.begin();
  const address = new URL('/oauth/v2/authorize', apiUrl);
  for (const [name, value] of [
    ['client_id', config.clientId],
    ['scope', SCOPE_NAMES.join(',')],
    ['redirect_uri', config.redirectUrl],
    ['state', state],
  ] as const)
    address.searchParams.set(name, value);
  response.setHeader('set-cookie', cookie(nonce, STATE_LIVES_MS / 1_000, config.redirectUrl));
  show(response, 200, INSTALL_WORDS.offer, address.href);
}

async function comeBack(request: IncomingMessage, response: ServerResponse, deps: OauthRoutesDeps): Promise<void> {
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
  response.setHeader('set-cookie', cookie('', 0, deps.config.redirectUrl));
  // First of all: nothing is done, and nothing of the address believed, for a browser that did not begin here.
  if (!(await deps.states.settle(query.get('state') ?? '', cookieOf(request)))) return show(response, 400, INSTALL_WORDS.stale);
  const code = query.get('code') ?? '';
  if (query.has('error') || code === '') return show(response, 200, INSTALL_WORDS.declined);
  const finished = await deps.finish(code);
  switch (finished.kind) {
    case 'installed':
      return show(response, 200, INSTALL_WORDS.done(finished.teamName));
    case 'organisation':
      return show(response, 400, INSTALL_WORDS.organisation);
    case 'not-allowed':
      return show(response, 403, INSTALL_WORDS.notAllowed);
    case 'refused':
      deps.log.warn({ refused: finished.error }, 'Slack did not finish an installation');
      return show(response, 502, INSTALL_WORDS.refused);
    default:
      return finished satisfies never;
  }
}

function show(response: ServerResponse, status: number, page: InstallPage, next: string | null = null): void {
  response.writeHead(status, PAGE_HEADERS).end(installPage(page, next));
}

/** Lax: it has to come along when Slack sends the browser back. */
function cookie(value: string, seconds: number, redirectUrl: string): string {
  const secure = redirectUrl.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${value}; Max-Age=${seconds}; Path=/slack; HttpOnly; SameSite=Lax${secure}`;
}

function cookieOf(request: IncomingMessage): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}
