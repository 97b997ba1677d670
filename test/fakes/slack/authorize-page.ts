/** Where a person installs the app: they agree at once, unless the test says that they decline. */
import type { ServerResponse } from 'node:http';
import type { Server } from './server-parts.ts';

/** `/oauth/v2/authorize?client_id&scope&state&redirect_uri&team`: sends the browser back with a code, or with `access_denied`. */
export function authorizePage({ world }: Server, url: URL, response: ServerResponse): void {
  const asked = url.searchParams;
  const back = asked.get('redirect_uri');
  if (asked.get('client_id') !== world.app.clientId || back === null) return void response.writeHead(400).end('invalid_client_id or bad_redirect_uri');
  const to = new URL(back);
  if (asked.get('state') !== null) to.searchParams.set('state', asked.get('state') ?? '');
  const workspace = world.workspaces.get(asked.get('team') ?? [...world.workspaces.keys()][0] ?? '');
  if (!workspace || asked.get('decline') === '1') to.searchParams.set('error', 'access_denied');
  else {
    const code = world.ids.of('code');
    const scopes = (asked.get('scope') ?? '').split(/[,\s]+/).filter((scope) => scope !== '');
    const user = asked.get('user') ?? [...workspace.people.values()].find((person) => person.kind === 'admin')?.id ?? '';
    world.codes.set(code, { team: workspace.id, user, redirectUri: back, scopes, at: world.time.now() });
    to.searchParams.set('code', code);
  }
  response.writeHead(302, { location: to.toString() }).end();
}
