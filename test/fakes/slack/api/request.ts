/** The arguments of a call, from a form, a multipart form or JSON. Structured ones arrive as JSON in a form's field. */
import type { IncomingMessage } from 'node:http';
import type { Loose } from '../loose.ts';

const STRUCTURED = ['blocks', 'attachments', 'metadata', 'view', 'files', 'unfurls', 'channels', 'users'];

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function readArguments(body: Buffer, contentType: string, query: URLSearchParams): Loose {
  const given = contentType.includes('application/json') ? parsed(body.toString('utf8')) : Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  const args: Loose = { ...Object.fromEntries(query), ...(typeof given === 'object' ? given : {}) };
  for (const name of STRUCTURED) if (typeof args[name] === 'string' && /^\s*[[{]/.test(args[name])) args[name] = parsed(args[name]);
  return args;
}

/** A form has only strings. */
export function truthy(value: Loose): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}

function parsed(text: string): Loose {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
