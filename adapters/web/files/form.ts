/** A posted form, read within its limit: fields as text, files as files. */
import type { Context } from 'hono';
import { MAX_UPLOAD_BYTES } from '../../../src/files/limits.ts';
import { JSON_BYTES } from '../edge.ts';
import { badInput, Problem } from '../problem.ts';

export interface PostedForm {
  /** The field's last value; null when it was not sent. */
  text(name: string): string | null;
  all(name: string): readonly unknown[];
}

export async function readForm(c: Context): Promise<PostedForm> {
  const type = c.req.header('content-type') ?? '';
  const limit = type.startsWith('multipart/') ? MAX_UPLOAD_BYTES : JSON_BYTES;
  const form = await read(limited(c.req.raw, limit), type);
  return {
    text: (name) => {
      const value = form.getAll(name).at(-1);
      return typeof value === 'string' ? value : null;
    },
    all: (name) => form.getAll(name),
  };
}

async function read(body: ReadableStream<Uint8Array>, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (cause instanceof Problem) throw cause;
    throw badInput('The form cannot be read.');
  }
}

function limited(request: Request, limit: number): ReadableStream<Uint8Array> {
  const tooLarge = new Problem(413, 'too-large', `A form may have ${limit} bytes at most.`);
  if (Number(request.headers.get('content-length') ?? '0') > limit || request.body === null) {
    throw request.body === null ? badInput('The form is empty.') : tooLarge;
  }
  let size = 0;
  return request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.length;
        if (size > limit) controller.error(tooLarge);
        else controller.enqueue(chunk);
      },
    }),
  );
}
