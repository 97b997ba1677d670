/** Where text from outside becomes typed: ids with their shape checked, text without what Postgres refuses, JSON within its limit. */
import type { Context } from 'hono';
import { z } from 'zod';
import {
  type ArtifactId,
  artifactId,
  type DecisionId,
  decisionId,
  type InputId,
  inputId,
  type ThreadId,
  threadId,
  type WorkflowId,
  workflowId,
  workstreamId,
} from '../../src/engine/ids.ts';
import { badInput, notFound, Problem } from './problem.ts';

/** The issue's limit for a JSON body. */
export const JSON_BYTES = 1024 * 1024;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** A malformed id names nothing, so it is not found rather than an error. */
export function readWorkflowKey(text: string): WorkflowId | number {
  const number = /^#?([1-9]\d{0,8})$/u.exec(text)?.[1];
  if (number !== undefined) return Number(number);
  return workflowId(uuid(text, 'workflow'));
}

export const readThreadId = (text: string): ThreadId => threadId(uuid(text, 'thread'));
export const readArtifactId = (text: string): ArtifactId => artifactId(uuid(text, 'file'));

export function readDecisionId(text: string): DecisionId {
  const [, workflow, rest] = /^(.{36})(-d[1-9]\d{0,5})$/u.exec(text.toLowerCase()) ?? [];
  if (workflow === undefined || rest === undefined) throw notFound('decision');
  return decisionId(`${uuid(workflow, 'decision')}${rest}`);
}

/** People write `3` where the engine says `'3'`. */
export const workstreamIdSchema = z.union([z.string().trim().min(1).max(8), z.int().min(1).max(999).transform(String)]).transform(workstreamId);
export const uuidSchema = z.string().toLowerCase().regex(UUID, 'is not an id');

/** An id that the caller chose makes a repeated request harmless. */
export const inputIdSchema: z.ZodType<InputId, string> = z
  .string()
  .regex(/^[\w.:-]{8,100}$/u, 'is 8 to 100 letters, digits or . _ : -')
  .transform(inputId);

/** Without NUL and lone surrogates, which Postgres refuses; line ends as `\n`. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().replaceAll('\r\n', '\n');
}

export const textSchema = z.string().transform(cleanText);

export async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const bytes = await readBytes(c.req.raw, JSON_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badInput('The body is not JSON.');
  }
  return check(schema, value);
}

export function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`);
  throw badInput(issues.join('; '));
}

/** Stops reading at the limit, whatever the length header says. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = new Problem(413, 'too-large', `A JSON body may have ${limit} bytes at most.`);
  if (Number(request.headers.get('content-length') ?? '0') > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function uuid(text: string, what: string): string {
  const lower = text.toLowerCase();
  if (!UUID.test(lower)) throw notFound(what);
  return lower;
}
