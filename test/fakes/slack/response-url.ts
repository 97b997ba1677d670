/** A response_url: five answers within half an hour, without a token. docs.slack.dev/interactivity/handling-user-interaction */
import { messageRefusal } from './limits/message.ts';
import type { Loose } from './loose.ts';
import type { Server } from './server-parts.ts';
import { change, post, remove } from './world/posting.ts';
import type { Channel, Workspace } from './world/workspace.ts';
import type { ResponseUrl, World } from './world/world.ts';

const USES = 5;
const LASTS_MS = 30 * 60_000;

export function newResponseUrl(world: World, about: Omit<ResponseUrl, 'at' | 'uses'>): string {
  const id = world.ids.of('hook');
  world.responseUrls.set(id, { ...about, at: world.time.now(), uses: 0 });
  return `${world.origin}/commands/${about.team}/${id}`;
}

export interface Responded {
  readonly status: number;
  readonly text: string;
}

export function respond(server: Server, id: string, body: Loose): Responded {
  const { world } = server;
  const known = world.responseUrls.get(id);
  if (!known) return { status: 404, text: 'no_service' };
  if (known.uses >= USES) return spent(world, 'used_url');
  if (world.time.now() - known.at > LASTS_MS) return spent(world, 'expired_url');
  const workspace = world.workspaces.get(known.team);
  const channel = workspace?.channels.get(known.channel);
  if (!workspace?.installed || !channel) return { status: 404, text: 'no_team' };
  known.uses += 1;
  const refused = answer(server, workspace, channel, known, body, 'response_url');
  return refused === null ? { status: 200, text: 'ok' } : { status: 400, text: refused };
}

/** Also what comes with the acknowledgement of a command. Returns why Slack does not take it. */
export function answer(
  server: Server,
  workspace: Workspace,
  channel: Channel,
  about: Pick<ResponseUrl, 'user' | 'ts' | 'thread'>,
  body: Loose,
  method: string,
): string | null {
  const refusal = body.delete_original ? null : messageRefusal(body, workspace.rejects, false);
  if (refusal) {
    server.world.violations.push({ kind: 'too-large', method, error: refusal.error, errors: refusal.errors ?? [] });
    return refusal.error;
  }
  show(server, workspace, channel, about, body);
  return null;
}

function show(server: Server, workspace: Workspace, channel: Channel, about: Pick<ResponseUrl, 'user' | 'ts' | 'thread'>, body: Loose): void {
  const original = about.ts === null ? undefined : channel.messages.get(about.ts);
  if (body.delete_original && original) return void remove(server, workspace, channel, original);
  if (body.replace_original && original) return void change(server, workspace, channel, original, { text: String(body.text ?? ''), blocks: body.blocks ?? [] });
  post(server, workspace, channel, {
    user: workspace.installed?.botUserId ?? '',
    botId: workspace.installed?.botId ?? null,
    text: String(body.text ?? ''),
    blocks: body.blocks ?? [],
    thread: body.thread_ts ?? about.thread,
    onlyFor: body.response_type === 'in_channel' ? null : about.user,
  });
}

function spent(world: World, error: string): Responded {
  world.violations.push({ kind: 'spent', what: 'response_url', error });
  return { status: 404, text: error };
}
