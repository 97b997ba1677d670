/** Settings on the page: shown, and changed by the same command that people type. */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { settingsCard } from '../../../src/cards/settings.ts';
import { channelId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { html } from '../cards/html.ts';
import type { WebDeps } from '../deps.ts';
import { check, cleanText } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { readForm } from '../files/form.ts';
import { notFound } from '../problem.ts';
import { channelSchema, DEFAULT_CHANNEL, sendCommand } from '../send-command.ts';
import { frameFor, wantsFragment } from './frame.ts';
import { doneNotice, toldNotice } from './notice.ts';
import { settingsNow, settingsPage } from './settings-page.ts';
import { toldPage } from './told-page.ts';

const shownSchema = z.object({ channel: channelSchema.default(DEFAULT_CHANNEL) });

const changeSchema = z.object({
  action: z.enum(['set', 'reset']),
  name: z.string().regex(/^\w{1,60}$/u, 'is not the name of a setting'),
  value: z.string().max(4_000).default(''),
  scope: z.enum(['workspace', 'channel']),
  channel: channelSchema,
});

export function settingsRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/settings', async (c) => {
    const { channel } = check(shownSchema, c.req.query());
    const resolved = await deps.settings.resolve(LOCAL_TENANT, channelId(channel));
    return c.html(settingsPage(frameFor(c, deps, 'Settings'), channel, settingsCard(resolved)));
  });
  app.post('/settings', (c) => change(c, deps));
}

async function change(c: Context<WebEnv>, deps: WebDeps): Promise<Response> {
  const form = await readForm(c);
  const fields = Object.fromEntries(['action', 'name', 'value', 'scope', 'channel'].map((name) => [name, form.text(name) ?? undefined]));
  const { action, name, value, scope, channel } = check(changeSchema, fields);
  const flag = scope === 'channel' ? ' --channel' : '';
  const text = `/baton settings ${action}${flag} ${name}${action === 'set' ? ` ${cleanText(value)}` : ''}`;
  const reply = await sendCommand(deps, { actor: c.var.person, text, channel, thread: null, attachments: [], options: {}, key: null });
  if (reply.kind !== 'told' && reply.kind !== 'misread') throw notFound('setting');
  const { card } = reply;
  const status = reply.kind === 'misread' ? 400 : 200;
  // What was changed is shown as the settings themselves; anything else is a reason why not.
  const isChanged = reply.kind === 'told' && card.kind === 'settings';
  if (!wantsFragment(c)) {
    const frame = frameFor(c, deps, 'Settings');
    return c.html(isChanged ? settingsPage(frame, channel, card) : toldPage(frame, card, '/settings'), status);
  }
  return c.html(isChanged ? html`${doneNotice('Changed.')}${settingsNow(card)}` : toldNotice(card), status);
}
