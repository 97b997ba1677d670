/** `/baton retry <number> <workstream> [what to change]`: one workstream of a finished run again, the rest reused. */
import { z } from 'zod';
import { workstreamId } from '../src/engine/ids.ts';
import { type CommandForm, misread } from './command.ts';
import { runNumberSchema } from './run-number.ts';
import { TASK_LIMIT } from './task.ts';

/** As it stands on the cards: `3` or `[3]`. */
const workstreamSchema = z
  .string()
  .regex(/^(?:[1-9]\d?|\[[1-9]\d?\])$/u)
  .transform((text) => workstreamId(text.replace(/[[\]]/gu, '')));

export const retry: CommandForm = {
  name: 'retry',
  read(rest) {
    const [, run = '', work = '', text = ''] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/u.exec(rest.trim()) ?? [];
    const number = runNumberSchema.safeParse(run);
    if (!number.success) return misread('retry', { kind: 'number-needed', typed: run });
    const workstream = workstreamSchema.safeParse(work);
    if (!workstream.success) return misread('retry', { kind: 'workstream-needed', typed: work });
    if (text.length > TASK_LIMIT) return misread('retry', { kind: 'too-long', characters: text.length, limit: TASK_LIMIT });
    return { kind: 'retry', number: number.data, workstream: workstream.data, change: text === '' ? null : text };
  },
};
