/** The pages that only show: channel, thread, ledger, artifact, and the live streams. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { channelId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { costsSchema } from '../api/cost-routes.ts';
import { SHOWN_PICTURES } from '../api/file-routes.ts';
import type { WebDeps } from '../deps.ts';
import { check, readArtifactId, readThreadId, readWorkflowKey } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { channelLive, SHOWN_THREADS } from '../live/channel-live.ts';
import { channelDigest, threadDigest } from '../live/digest.ts';
import { liveStream } from '../live/live-stream.ts';
import { threadLive, threadTitle } from '../live/thread-live.ts';
import { loadWorkflow } from '../load-workflow.ts';
import { notFound } from '../problem.ts';
import { readThread } from '../read-thread.ts';
import { channelSchema, DEFAULT_CHANNEL } from '../send-command.ts';
import { artifactPage, showing } from './artifact-page.ts';
import { channelPage } from './channel-page.ts';
import { costsPage } from './costs-page.ts';
import { frameFor } from './frame.ts';
import { ledgerPage } from './ledger-page.ts';
import { threadPage } from './thread-page.ts';

const EVENTS_SHOWN = 300;
const afterSchema = z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0) });

export function readingRoutes(app: Hono<WebEnv>, deps: WebDeps, closing: AbortSignal): void {
  const { archive } = deps;
  app.get('/', (c) => c.redirect(`/c/${DEFAULT_CHANNEL}`, 303));

  app.get('/c/:channel', async (c) => {
    const channel = readChannel(c.req.param('channel'));
    const threads = await archive.threads(LOCAL_TENANT, channel, SHOWN_THREADS);
    const view = { channel, threads, digest: channelDigest(threads), personas: await deps.personas() };
    return c.html(channelPage(frameFor(c, deps, `# ${channel}`), view));
  });

  app.get('/c/:channel/stream', (c) => liveStream(c, deps, closing, channelLive(deps, readChannel(c.req.param('channel')))));

  app.get('/t/:thread', async (c) => {
    const thread = readThreadId(c.req.param('thread'));
    const { messages, workflow, summary } = await readThread(archive, thread);
    const title = workflow === null ? 'Thread' : threadTitle(workflow);
    const view = { thread, channel: summary?.channel ?? DEFAULT_CHANNEL, messages, workflow, digest: threadDigest(messages, workflow) };
    return c.html(threadPage(frameFor(c, deps, title), view));
  });

  app.get('/t/:thread/stream', async (c) => {
    const thread = readThreadId(c.req.param('thread'));
    await readThread(archive, thread);
    return liveStream(c, deps, closing, threadLive(deps, thread));
  });

  app.get('/workflows/:id/ledger', async (c) => {
    const { workflow, recorded } = await loadWorkflow(archive, readWorkflowKey(c.req.param('id')));
    const { after } = check(afterSchema, c.req.query());
    const later = recorded.filter(({ seq }) => seq > after);
    const shown = later.slice(0, EVENTS_SHOWN);
    const more = later.length > shown.length ? (shown.at(-1)?.seq ?? null) : null;
    return c.html(ledgerPage(frameFor(c, deps, `Ledger of #${workflow.number}`), workflow, recorded, shown, more));
  });

  app.get('/artifacts/:id', async (c) => {
    const found = await deps.artifacts.read(LOCAL_TENANT, readArtifactId(c.req.param('id')));
    if (found === null) throw notFound('file');
    return c.html(
      artifactPage(frameFor(c, deps, found.ref.name), found.ref, showing(found.ref, found.content, SHOWN_PICTURES), backTo(c.req.header('referer'))),
    );
  });

  app.get('/costs', async (c) => {
    const { by, days } = check(costsSchema, c.req.query());
    return c.html(costsPage(frameFor(c, deps, 'Costs'), await deps.costs.report(LOCAL_TENANT, by, days)));
  });
}

/** A channel that nobody has written in is empty, not missing; a name that cannot be one is. */
function readChannel(text: string) {
  const parsed = channelSchema.safeParse(text);
  if (!parsed.success) throw notFound('channel');
  return channelId(parsed.data);
}

/** Only the path of one of our threads is taken from the header. */
function backTo(referer: string | undefined): string | null {
  return /^https?:\/\/[^/]+(\/t\/[0-9a-f-]{36})$/u.exec(referer ?? '')?.[1] ?? null;
}
