/** `/baton help [command]`. */
import { z } from 'zod';
import { HELP_TOPICS } from '../src/cards/misreading.ts';
import { closestName } from './closest-name.ts';
import { type Command, misread } from './command.ts';

const topicSchema = z.enum(HELP_TOPICS);

export function readHelp(rest: string): Command {
  const typed = rest.trim().replace(/^\/?(?:baton\s+)?/iu, '');
  if (typed === '') return { kind: 'help', topic: 'baton' };
  const topic = topicSchema.safeParse(typed.toLowerCase());
  if (topic.success) return { kind: 'help', topic: topic.data };
  return misread('baton', { kind: 'unknown-command', typed, closest: closestName(typed, HELP_TOPICS) });
}
