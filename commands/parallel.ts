/** `/parallel "explore:..." "plan:..." "..."`: the tasks as given, side by side; a prefix picks the agent type. */
import { z } from 'zod';
import { AGENT_TYPES, type AgentType, MAX_TASK_WORDS, MAX_WORKSTREAMS } from '../src/engine/plan.ts';
import { wordsIn } from '../src/engine/words-in.ts';
import { givenFanOut } from '../src/patterns/index.ts';
import { asksForHelp, type Command, type CommandForm, misread } from './command.ts';
import { givenParts } from './given-parts.ts';
import { TASK_LIMIT } from './task.ts';
import { readOptions } from './typed-options.ts';

export const parallel: CommandForm = {
  name: 'parallel',
  read(rest): Command {
    if (asksForHelp(rest)) return { kind: 'help', topic: 'parallel' };
    const read = readOptions(rest, { spoken: false });
    if (read.kind === 'misread') return misread('parallel', read.problem);
    const task = read.rest;
    if (task === '') return misread('parallel', { kind: 'empty' });
    if (task.length > TASK_LIMIT) return misread('parallel', { kind: 'too-long', characters: task.length, limit: TASK_LIMIT });
    const given = givenParts(task);
    return given.kind === 'misread' ? misread('parallel', given.problem) : fromParts({ task, said: rest.trim(), typed: read.options }, given.parts.map(routed));
  },
};

/** One task alone is no fan-out. */
const LEAST_PARTS = 2;

const partsSchema = z
  .array(z.object({ agent: z.enum(AGENT_TYPES), text: z.string().min(1) }))
  .min(LEAST_PARTS)
  .max(MAX_WORKSTREAMS);

type Part = z.infer<typeof partsSchema>[number];

function fromParts(asked: Pick<Extract<Command, { kind: 'request' }>, 'task' | 'said' | 'typed'>, given: readonly Part[]): Command {
  const empty = given.findIndex((part) => part.text === '');
  if (empty !== -1) return misread('parallel', { kind: 'empty-part', part: empty + 1 });
  const long = given.map((part) => wordsIn(part.text)).findIndex((words) => words > MAX_TASK_WORDS);
  const longest = given[long];
  if (longest) return misread('parallel', { kind: 'long-part', part: long + 1, words: wordsIn(longest.text), limit: MAX_TASK_WORDS });
  const parts = partsSchema.safeParse(given);
  if (!parts.success) return misread('parallel', { kind: 'part-count', count: given.length, least: LEAST_PARTS, most: MAX_WORKSTREAMS });
  return { kind: 'request', mode: 'parallel', ...asked, givenPlan: givenFanOut(parts.data) };
}

function routed(text: string): Part {
  const prefix = /^(explore|plan|general)(?:-purpose)?\s*:\s*/iu.exec(text);
  if (!prefix) return { agent: 'general', text: text.trim() };
  return { agent: agentNamed(prefix[1]), text: text.slice(prefix[0].length).trim() };
}

function agentNamed(name: string | undefined): AgentType {
  return AGENT_TYPES.find((agent) => agent === name?.toLowerCase()) ?? 'general';
}
