/** One call of the Web API on its way: token, rate, fault, scopes, the method itself, and the answer as Slack words it. */
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import type { Call } from '../world/world.ts';
import { agentMethods } from './agents.ts';
import { appMethods } from './app-methods.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import type { Context, Methods } from './method.ts';
import { peopleMethods } from './people.ts';
import type { Rates } from './rates.ts';
import { reactionMethods } from './reactions.ts';
import { Refusal } from './refusal.ts';
import { viewMethods } from './views.ts';

const METHODS: Methods = {
  ...agentMethods,
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...peopleMethods,
  ...reactionMethods,
  ...viewMethods,
};

/** docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps: one a minute, 15 messages at most. */
const SLOW_WHEN_UNLISTED = ['conversations.history', 'conversations.replies'];

export type Answered =
  | { readonly kind: 'answer'; readonly body: Record<string, Loose> }
  | { readonly kind: 'too-fast'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'broken' };

export async function answerCall(server: Server, rates: Rates, method: string, args: Loose, token: string | null): Promise<Answered> {
  const { world } = server;
  const call: Call = { method, team: token === null ? null : (world.tokens.get(token)?.team ?? null), args, at: world.time.now(), answer: null };
  world.calls.push(call);
  const fault = server.faults.take(method, args);
  if (fault?.kind === 'hang') await fault.until;
  if (fault?.kind === 'lose-call') return { kind: 'broken' };
  if (fault?.kind === 'server-error') return finish(call, `HTTP ${fault.status ?? 500}`, { kind: 'status', status: fault.status ?? 500 });
  if (fault?.kind === 'rate-limited') return finish(call, 'ratelimited', { kind: 'too-fast', retryAfter: fault.retryAfter });
  try {
    if (fault?.kind === 'refuse') throw new Refusal(fault.error, fault.errors ? { errors: fault.errors } : {});
    const body = run(server, rates, method, args, token);
    if ('retryAfter' in body && typeof body.retryAfter === 'number') return finish(call, 'ratelimited', { kind: 'too-fast', retryAfter: body.retryAfter });
    if (fault?.kind === 'lose-answer') return { kind: 'broken' };
    if (fault?.kind === 'hold-answer') await fault.until;
    return finish(call, 'ok', { kind: 'answer', body: { ok: true, ...body } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    noteRefusal(server, method, error);
    return finish(call, error.error, { kind: 'answer', body: { ok: false, error: error.error, ...error.more } });
  }
}

function run(server: Server, rates: Rates, name: string, args: Loose, token: string | null): Record<string, Loose> {
  const { world } = server;
  const own = appMethods[name];
  if (own) return own(server, args, token);
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) {
    world.violations.push({ kind: 'unknown-method', method: name });
    throw new Refusal('unknown_method', { req_method: name });
  }
  const context = identify(server, args, token);
  const slow = world.settings.unlisted && SLOW_WHEN_UNLISTED.includes(name);
  const retryAfter = rates.tooFast(name, slow ? 'unlisted' : method.tier, context.workspace.id, String(args.channel ?? ''));
  if (retryAfter !== null) return { retryAfter };
  const needed = typeof method.scopes === 'function' ? method.scopes(context) : method.scopes;
  const missing = needed.filter((scope) => !scope.split('|').some((one) => context.installed.scopes.has(one)));
  if (missing.length > 0) throw new Refusal('missing_scope', { needed: missing.join(','), provided: [...context.installed.scopes].join(',') });
  return method.run(context);
}

function identify(server: Server, args: Loose, token: string | null): Context {
  if (token === null) throw new Refusal('not_authed');
  const known = server.world.tokens.get(token);
  if (!known) throw new Refusal('invalid_auth');
  if (known.kind === 'app' || known.team === null) throw new Refusal('not_allowed_token_type');
  if (known.state === 'revoked') throw new Refusal('token_revoked');
  if (known.state === 'inactive') throw new Refusal('account_inactive');
  if (known.expiresAt !== null && known.expiresAt <= server.world.time.now()) throw new Refusal('token_expired');
  const workspace = server.world.workspaces.get(known.team);
  if (!workspace?.installed) throw new Refusal('account_inactive');
  return { server, workspace, installed: workspace.installed, args, token };
}

function noteRefusal({ world }: Server, method: string, { error, more }: Refusal): void {
  const errors = Array.isArray(more.errors) ? more.errors : [];
  if (
    [
      'invalid_blocks',
      'invalid_blocks_format',
      'msg_too_long',
      'msg_blocks_too_long',
      'metadata_too_large',
      'invalid_metadata_schema',
      'invalid_arguments',
      'view_too_large',
      'push_limit_reached',
      'invalid_metadata_format',
      'no_text',
    ].includes(error)
  )
    world.violations.push({ kind: 'too-large', method, error, errors });
  if (['expired_trigger_id', 'trigger_exchanged', 'invalid_trigger_id'].includes(error)) world.violations.push({ kind: 'spent', what: 'trigger', error });
  if (error === 'missing_scope') world.violations.push({ kind: 'missing-scope', method, needed: more.needed });
}

function finish(call: Call, answer: string, result: Answered): Answered {
  call.answer = answer;
  return result;
}
