/** views.*: modals on a fresh trigger, at most three deep, and the home tab. */

import { VIEW_BYTES, viewProblems } from '../limits/views.ts';
import type { Loose } from '../loose.ts';
import { withIds } from '../world/block-ids.ts';
import { viewJson } from '../world/json.ts';
import type { OpenView } from '../world/workspace.ts';
import { personOf } from './find.ts';
import type { Context, Methods } from './method.ts';
import { Refusal, refuseWith } from './refusal.ts';

const TRIGGER_LASTS_MS = 3000;
const DEEPEST = 3;

export const viewMethods: Methods = {
  'views.open': {
    tier: 4,
    scopes: [],
    run(context) {
      const user = exchangeTrigger(context);
      const view = checked(context, 'modal');
      const opened = newView(context, user, view, null);
      context.workspace.stacks.set(user, [opened]);
      return { view: shown(context, opened) };
    },
  },
  'views.push': {
    tier: 4,
    scopes: [],
    run(context) {
      const user = exchangeTrigger(context);
      const stack = context.workspace.stacks.get(user) ?? [];
      const below = stack.at(-1);
      if (!below) throw new Refusal('not_found');
      if (stack.length >= DEEPEST) throw new Refusal('push_limit_reached');
      const opened = newView(context, user, checked(context, 'modal'), below);
      stack.push(opened);
      return { view: shown(context, opened) };
    },
  },
  'views.update': {
    tier: 4,
    scopes: [],
    run(context) {
      const { args, workspace } = context;
      const all = [...workspace.stacks.values()].flat();
      const found = all.find((one) => one.id === args.view_id || (args.external_id !== undefined && one.view.external_id === args.external_id));
      if (!found) throw new Refusal('not_found');
      if (args.hash !== undefined && args.hash !== found.hash) throw new Refusal('hash_conflict');
      replaceView(context, found, checked(context, 'modal'));
      return { view: shown(context, found) };
    },
  },
  'views.publish': {
    tier: 4,
    scopes: [],
    run(context) {
      const { args, workspace, server } = context;
      const person = personOf(context, args.user_id);
      const before = workspace.homes.get(person.id);
      if (args.hash !== undefined && before && args.hash !== before.hash) throw new Refusal('hash_conflict');
      const view = checked(context, 'home');
      const home = before ?? newView(context, person.id, view, null);
      replaceView(context, home, view);
      workspace.homes.set(person.id, home);
      return { view: viewJson(server.world, workspace, home) };
    },
  },
};

export function checked(context: Pick<Context, 'workspace' | 'args'>, kind: 'modal' | 'home', view: Loose = context.args.view): Loose {
  const problems = viewProblems(view, kind, context.workspace.rejects);
  if (problems.length > 0) throw refuseWith('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES) throw new Refusal('view_too_large');
  return view;
}

export function newView({ server, workspace }: Pick<Context, 'server' | 'workspace'>, user: string, view: Loose, below: OpenView | null): OpenView {
  const id = server.world.ids.of('V');
  const others = [...workspace.stacks.values()].flat();
  if (view.external_id && others.some((one) => one.view.external_id === view.external_id && one.user !== user)) throw new Refusal('duplicate_external_id');
  return {
    id,
    user,
    view: { ...view, blocks: withIds(server.world.ids, view.blocks) },
    hash: server.world.ids.of('hash'),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    filled: new Map(),
    errors: {},
  };
}

/** What was filled in stays where block and action kept their names. */
export function replaceView({ server }: Pick<Context, 'server'>, open: OpenView, view: Loose): void {
  open.view = { ...view, blocks: withIds(server.world.ids, view.blocks) };
  open.hash = server.world.ids.of('hash');
  open.errors = {};
  const there = new Map<string, string | undefined>(open.view.blocks.map((block: Loose) => [block.block_id, block.element?.action_id]));
  for (const [block, actions] of open.filled) {
    const action = there.get(block);
    for (const name of actions.keys()) if (name !== action) actions.delete(name);
    if (actions.size === 0) open.filled.delete(block);
  }
}

/** A trigger works once, and for 3 s. */
function exchangeTrigger({ server, workspace, args }: Context): string {
  const trigger = server.world.triggers.get(String(args.trigger_id ?? ''));
  if (!trigger || trigger.team !== workspace.id) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('trigger_exchanged');
  if (server.world.time.now() - trigger.at > TRIGGER_LASTS_MS) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}

function shown({ server, workspace }: Context, open: OpenView): Loose {
  return viewJson(server.world, workspace, open);
}
