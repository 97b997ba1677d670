/** The doors of the local Slack: the Web API, uploads and downloads, response_urls, and where people install the app. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerCall } from './api/call.ts';
import { canSee } from './api/files.ts';
import type { Rates } from './api/rates.ts';
import { readArguments, readBody } from './api/request.ts';
import { authorizePage } from './authorize-page.ts';
import type { Loose } from './loose.ts';
import { respond } from './response-url.ts';
import type { Server } from './server-parts.ts';

export async function answerHttp(server: Server, rates: Rates, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, door = '', ...rest] = url.pathname.split('/');
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (door === 'api') return answerApi(server, rates, rest.join('/'), readArguments(body, type, url.searchParams), request, response);
  if (door === 'upload') return takeUpload(server, rest.at(-1) ?? '', body, type, response);
  if (door === 'files-pri') return giveFile(server, rest[0] ?? '', request, response);
  if (door === 'commands') {
    const { status, text } = respond(server, rest.at(-1) ?? '', parsed(body));
    return void response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  }
  if (door === 'oauth') return authorizePage(server, url, response);
  response.writeHead(404).end();
}

async function answerApi(server: Server, rates: Rates, method: string, args: Loose, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answered = await answerCall(server, rates, method, args, tokenOf(request, args));
  switch (answered.kind) {
    case 'broken':
      request.socket.destroy();
      return;
    case 'status':
      return void response.writeHead(answered.status, { 'content-type': 'text/plain' }).end('Internal Server Error');
    case 'too-fast':
      return void response
        .writeHead(429, { 'retry-after': String(answered.retryAfter), 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: false, error: 'ratelimited' }));
    case 'answer': {
      const scopes = [...(scopesOf(server, tokenOf(request, args)) ?? [])].join(',');
      return void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'x-oauth-scopes': scopes }).end(JSON.stringify(answered.body));
    }
    default:
      throw new Error(`unknown: ${JSON.stringify(answered satisfies never)}`);
  }
}

function tokenOf(request: IncomingMessage, args: Loose): string | null {
  const header = request.headers.authorization ?? '';
  if (header.startsWith('Bearer ')) return header.slice('Bearer '.length);
  if (header.startsWith('Basic ')) return `basic:${header.slice('Basic '.length)}`;
  return typeof args.token === 'string' && args.token !== '' ? args.token : null;
}

function scopesOf({ world }: Server, token: string | null): ReadonlySet<string> | undefined {
  const team = token === null ? null : world.tokens.get(token)?.team;
  return team ? world.workspaces.get(team)?.installed?.scopes : undefined;
}

/** The bytes as they are, or as the one file of a multipart form. */
function takeUpload({ world, faults }: Server, name: string, body: Buffer, type: string, response: ServerResponse): void {
  const [team = '', id = ''] = name.split('-');
  const file = world.workspaces.get(team)?.files.get(id);
  const bytes = type.includes('multipart/form-data') ? onlyPart(body, type) : body;
  const fault = faults.take('upload', { name: file?.name });
  if (fault?.kind === 'server-error') return void response.writeHead(fault.status ?? 500).end();
  if (fault?.kind === 'lose-call') return void response.destroy();
  if (file?.state !== 'promised') return void response.writeHead(404).end('not found');
  if (bytes.length !== file.length) return void response.writeHead(400).end(`expected ${file.length} bytes, got ${bytes.length}`);
  file.bytes = bytes;
  file.state = 'uploaded';
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${bytes.length}`);
}

/** Without a token that may see it, Slack answers with its login page, and HTTP 200. */
function giveFile({ world }: Server, name: string, request: IncomingMessage, response: ServerResponse): void {
  const [team = '', id = ''] = name.split('-');
  const workspace = world.workspaces.get(team);
  const file = workspace?.files.get(id);
  const token = world.tokens.get(tokenOf(request, {}) ?? '');
  const viewer = token?.team === team && token.state === 'active' ? workspace?.installed : undefined;
  if (!workspace || !file || !viewer?.scopes.has('files:read') || !canSee(workspace, file, viewer.botUserId))
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><title>Slack</title><body>Sign in</body></html>');
  if (file.state === 'deleted') return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.bytes.length }).end(file.bytes);
}

function onlyPart(body: Buffer, type: string): Buffer {
  const boundary = `--${/boundary="?([^";]+)"?/.exec(type)?.[1] ?? ''}`;
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.indexOf(`\r\n${boundary}`, start));
}

function parsed(body: Buffer): Loose {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
}
