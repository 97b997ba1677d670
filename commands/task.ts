/** The task of a request: any text, line breaks and all. */
import { z } from 'zod';
import type { HelpTopic } from '../src/cards/misreading.ts';
import type { Mode } from '../src/engine/event.ts';
import { asksForHelp, type Command, misread } from './command.ts';
import { readOptions } from './typed-options.ts';

/** Slack cuts message text at 40,000 characters, so more never arrives whole there; files carry the rest. */
export const TASK_LIMIT = 40_000;

const taskSchema = z.string().trim().min(1).max(TASK_LIMIT);

export function readTask(topic: HelpTopic, mode: Mode, text: string): Command {
  if (asksForHelp(text)) return { kind: 'help', topic };
  const read = readOptions(text, { spoken: mode === 'auto' });
  if (read.kind === 'misread') return misread(topic, read.problem);
  const task = taskSchema.safeParse(read.rest);
  if (task.success) return { kind: 'request', mode, task: task.data, said: text.trim(), typed: read.options, givenPlan: null };
  const characters = read.rest.trim().length;
  return misread(topic, characters === 0 ? { kind: 'empty' } : { kind: 'too-long', characters, limit: TASK_LIMIT });
}
