/** A run as people or programs name it: `12`, `#12`, or its id, alone or after `--id`. */
import { z } from 'zod';
import { type WorkflowId, workflowId } from '../src/engine/ids.ts';
import { runNumberSchema } from './run-number.ts';

export type RunNamed = number | WorkflowId;

/** Null: the run of this thread. */
export const runNamedSchema: z.ZodType<RunNamed | null, string> = z.union([
  z
    .string()
    .regex(/^\s*$/u)
    .transform(() => null),
  runNumberSchema,
  z.uuid().transform((text) => workflowId(text.toLowerCase())),
]);

/** `12` and `--id 12` mean the same; both at once name it twice. */
export function typedRun(flag: string | undefined, rest: string): string {
  return flag === undefined ? rest : [flag === '' ? '--id' : flag, rest].filter((part) => part !== '').join(' ');
}
