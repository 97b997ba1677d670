/** The doors of the local Discord: the REST API, and the files that were attached. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerCall, type Desk } from './api/call.ts';
import { readRequest } from './api/request.ts';

export async function answerHttp(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, door = '', version = '', ...rest] = url.pathname.split('/');
  if (door === 'attachments') return giveFile(desk, url, response);
  if (door !== 'api' || version !== 'v10') return void response.writeHead(404).end();
  const answered = await answerCall(desk, {
    method: request.method ?? 'GET',
    path: rest.join('/'),
    query: url.searchParams,
    authorization: request.headers.authorization ?? '',
    read: () => readRequest(request),
  });
  if (answered.kind === 'broken') return void request.socket.destroy();
  const { status, headers, body } = answered;
  if (body === undefined) return void response.writeHead(status, headers).end();
  if (typeof body === 'string') return void response.writeHead(status, { ...headers, 'content-type': 'text/html' }).end(body);
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Links are signed and end: `ex` says when. */
function giveFile({ server: { world, faults } }: Desk, url: URL, response: ServerResponse): void {
  const [, , channel, id = ''] = url.pathname.split('/');
  const file = world.files.get(id);
  const fault = faults.take('attachment', { name: file?.name });
  if (fault?.kind === 'server-error') return void response.writeHead(fault.status ?? 500).end();
  if (fault) return void response.destroy();
  const until = Number.parseInt(url.searchParams.get('ex') ?? '0', 16) * 1000;
  if (!file || file.channel !== channel || !(until > world.time.now())) return void response.writeHead(404).end('This content is no longer available.');
  response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.bytes.length }).end(file.bytes);
}
