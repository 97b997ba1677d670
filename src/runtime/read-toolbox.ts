/**
 * The tools of one attempt in this version: reading the files of the request and the results it builds on, by name and
 * in pieces. It can reach nothing but the two lists it was made with. The descriptions are constant, so that all workers
 * share one cached prefix; which names there are stands in the prompt, and in every refusal.
 */
import { z } from 'zod';
import type { ArtifactRef } from '../engine/body.ts';
import type { Tool, Toolbox, ToolOutcome } from '../ports/tools.ts';
import { documentKind } from './input-documents.ts';

/** About 4,000 tokens a read: enough to work with, and small enough to be repeated. */
export const MAX_READ_CHARACTERS = 16_000;

export interface ReadToolboxOptions {
  readonly inputs: readonly ArtifactRef[];
  readonly artifacts: readonly ArtifactRef[];
  /** The whole content of one of them. */
  readonly read: (ref: ArtifactRef) => Promise<Uint8Array>;
}

export function createReadToolbox({ inputs, artifacts, read }: ReadToolboxOptions): Toolbox {
  const lists: Readonly<Record<string, readonly ArtifactRef[]>> = { read_input: inputs, read_artifact: artifacts };
  return {
    tools: TOOLS,
    async run(name, input, signal) {
      const list = Object.hasOwn(lists, name) ? (lists[name] ?? null) : null;
      if (list === null) return refused(`There is no tool "${name}" here.`);
      const asked = readSchema.safeParse(input);
      if (!asked.success)
        return refused(`The input does not fit: ${asked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}.`);
      const found = list.find((ref) => ref.name === asked.data.name);
      if (!found) return refused(`There is no "${asked.data.name}" to read here. ${namesOf(list)}`);
      if (documentKind(found.name, found.mediaType) !== 'text')
        return refused(`"${found.name}" is not text (${found.mediaType}) and cannot be read in pieces.`);
      signal.throwIfAborted();
      return piece(found, await read(found), asked.data);
    },
  };
}

const readSchema = z.strictObject({
  name: z.string().min(1).max(300),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(MAX_READ_CHARACTERS).default(MAX_READ_CHARACTERS),
});

const INPUT_SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string', description: 'The file name, as the message gives it.' },
    offset: { type: 'integer', description: 'Characters to skip; 0 without it.' },
    limit: { type: 'integer', description: `Characters to read, at most ${MAX_READ_CHARACTERS}, which it is without it.` },
  },
  required: ['name'],
  additionalProperties: false,
} as const;

const TOOLS: readonly Tool[] = [
  { name: 'read_input', tier: 'T1-read', description: 'Reads a piece of a text file that came with the request.', inputSchema: INPUT_SCHEMA },
  { name: 'read_artifact', tier: 'T1-read', description: 'Reads a piece of a result that this task builds on.', inputSchema: INPUT_SCHEMA },
];

function piece(ref: ArtifactRef, content: Uint8Array, { offset, limit }: z.infer<typeof readSchema>): ToolOutcome {
  const decoded = decode(content);
  if (decoded === null) return refused(`"${ref.name}" is not UTF-8 text and cannot be read.`);
  const characters = Array.from(decoded);
  if (offset >= characters.length && offset > 0) return refused(`"${ref.name}" has ${characters.length} characters; ${offset} is past its end.`);
  const end = Math.min(offset + limit, characters.length);
  const more = end < characters.length ? ` Read on from offset ${end}.` : ' This is its end.';
  return { kind: 'ok', text: `${ref.name}, characters ${offset} to ${end} of ${characters.length}.${more}\n\n${characters.slice(offset, end).join('')}` };
}

function decode(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function namesOf(list: readonly ArtifactRef[]): string {
  return list.length === 0 ? 'There is nothing to read.' : `There is: ${list.map(({ name }) => `"${name}"`).join(', ')}.`;
}

function refused(reason: string): ToolOutcome {
  return { kind: 'refused', reason };
}
