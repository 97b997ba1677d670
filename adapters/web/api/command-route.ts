/** `POST /api/commands`: what a person types, as JSON. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { cardText } from '../../../src/cards/text.ts';
import { MAX_FILES } from '../../../src/files/limits.ts';
import type { CommandReply } from '../../../src/ports/desk.ts';
import type { WebDeps } from '../deps.ts';
import { inputIdSchema, readJson, textSchema, uuidSchema } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { cardJson } from '../message-json.ts';
import { optionsSchema } from '../option-fields.ts';
import { actor } from '../people/who.ts';
import { Problem } from '../problem.ts';
import { channelSchema, sendCommand } from '../send-command.ts';
import { settled } from './action-answer.ts';

const commandSchema = z.object({
  text: textSchema,
  as: z.string().optional(),
  channel: channelSchema.optional(),
  thread: uuidSchema.nullish(),
  options: optionsSchema.optional(),
  attachments: z.array(uuidSchema).max(MAX_FILES).optional(),
  /** A request sent twice with the same key is taken once. */
  key: inputIdSchema.optional(),
});

export function commandRoute(app: Hono<WebEnv>, deps: WebDeps): void {
  app.post('/api/commands', async (c) => {
    const body = await readJson(c, commandSchema);
    const reply = await sendCommand(deps, {
      actor: actor(c, body.as),
      text: body.text,
      channel: body.channel ?? null,
      thread: body.thread ?? null,
      options: body.options ?? {},
      attachments: body.attachments ?? [],
      key: body.key ?? null,
    });
    const answer = commandJson(reply);
    return c.json(answer.body, answer.status);
  });
}

function commandJson(reply: CommandReply) {
  switch (reply.kind) {
    case 'started':
      return { status: 202, body: { workflow: reply.workflow, number: reply.number, thread: reply.thread } } as const;
    case 'told':
      return { status: 200, body: { message: cardJson(reply.card), thread: reply.thread } } as const;
    case 'acted':
      return { status: 202, body: { workflow: reply.workflow, thread: reply.thread, took: reply.as, status: settled(reply.reply, 'workflow') } } as const;
    case 'misread':
      throw new Problem(400, 'misread-command', cardText(reply.card));
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}
