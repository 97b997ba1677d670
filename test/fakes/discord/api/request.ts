/** The body of a call: JSON, or a multipart form with `payload_json` and `files[n]`. */
import type { IncomingMessage } from 'node:http';
import type { Loose } from '../loose.ts';
import { Refusal } from './refusal.ts';

export interface Upload {
  /** The n of `files[n]`: what `attachments` calls its id. */
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface Read {
  readonly body: Loose;
  readonly uploads: readonly Upload[];
}

export async function readRequest(request: IncomingMessage): Promise<Read> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.includes('multipart/form-data')) return { body: parsed(bytes.toString('utf8')), uploads: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const uploads: Upload[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') continue;
    const key = /^files\[(\d+)\]$/.exec(field)?.[1] ?? field;
    uploads.push({ key, name: value.name, contentType: typeOf(value.name, value.type), bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { body: parsed(String(form.get('payload_json') ?? '{}')), uploads };
}

/** Discord looks at the name rather than at what the app says. */
function typeOf(name: string, said: string): string {
  const known: Readonly<Record<string, string>> = { png: 'image/png', md: 'text/markdown', txt: 'text/plain', csv: 'text/csv', json: 'application/json' };
  return known[name.split('.').at(-1) ?? ''] ?? (said || 'application/octet-stream');
}

function parsed(text: string): Loose {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(50109);
    throw error;
  }
}
