/** Hands what a person typed to the desk, from a form or from JSON: in the channel of its thread. */
import { z } from 'zod';
import { cardText } from '../../src/cards/text.ts';
import { artifactId, type ChannelId, channelId, type InputId, LOCAL_TENANT, type PersonId, type ThreadId, threadId } from '../../src/engine/ids.ts';
import type { TypedOptions } from '../../src/engine/request-options.ts';
import type { CommandReply, SpokenBefore } from '../../src/ports/desk.ts';
import type { WebDeps } from './deps.ts';
import { acting } from './people/acting.ts';
import { notFound } from './problem.ts';
import { WEB_SURFACE } from './surface.ts';

export const DEFAULT_CHANNEL = 'general';

export const channelSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, 'is not a channel name such as general');

export interface TypedCommand {
  readonly actor: PersonId;
  readonly text: string;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly options: TypedOptions;
  readonly attachments: readonly string[];
  readonly key: InputId | null;
}

export async function sendCommand(deps: WebDeps, typed: TypedCommand): Promise<CommandReply> {
  const thread = typed.thread === null ? null : threadId(typed.thread);
  const channel = thread === null ? channelId(typed.channel ?? DEFAULT_CHANNEL) : await channelOf(deps, thread);
  return deps.desk.command({
    ...acting(deps, typed.actor, typed.key),
    surface: WEB_SURFACE,
    channel,
    thread,
    text: typed.text,
    options: typed.options,
    attachments: typed.attachments.map(artifactId),
    ...(thread === null ? {} : { background: await saidBefore(deps, thread) }),
  });
}

/** A thread stays in the channel that it was started in. */
async function channelOf({ archive }: WebDeps, thread: ThreadId): Promise<ChannelId> {
  const [workflow] = await archive.workflows(LOCAL_TENANT, { active: null, thread, limit: 1 });
  if (workflow === undefined) throw notFound('thread');
  return workflow.channel;
}

/** People's own words, and the answers that runs in it ended with; commands and the course of the work are neither. */
async function saidBefore({ archive }: WebDeps, thread: ThreadId): Promise<readonly SpokenBefore[]> {
  const messages = await archive.messages(LOCAL_TENANT, thread);
  return messages.flatMap((message): readonly SpokenBefore[] => {
    if (message.kind === 'person') return message.text.startsWith('/baton') ? [] : [{ author: `@${message.author}`, at: message.at, text: message.text }];
    return message.card.kind === 'answer' || message.card.kind === 'completion' ? [{ author: 'Baton', at: message.at, text: cardText(message.card) }] : [];
  });
}
