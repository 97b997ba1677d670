/** Program: Baton at a Slack, in a process of its own, which takes what is delivered and drives nothing. Prints its port, and ends with SIGTERM. */
import { z } from 'zod';
import { startParts } from './baton-parts.ts';

const givenSchema = z.object({
  slack: z.object({ url: z.string(), botToken: z.string(), appToken: z.string(), signingSecret: z.string() }),
  url: z.string(),
  receive: z.enum(['socket', 'http']),
});

const { slack, url, receive } = givenSchema.parse(JSON.parse(process.argv[2] ?? ''));
const baton = await startParts(slack, url, { receive, drives: false });
process.on('SIGTERM', () => void baton.stop());
process.stdout.write(`${JSON.stringify({ port: baton.receiving.port })}\n`);
