/** Payloads of tomorrow, of nobody and of somebody who means no good: nothing of them breaks anything, and nothing of another guild is reachable. */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { buttonOf } from '../../../adapters/discord/components/button.ts';
import { writeForm } from '../../../adapters/discord/modals/form.ts';
import { againId } from '../../../adapters/discord/modals/open-again.ts';
import { writeStep } from '../../../adapters/discord/modals/step.ts';
import { readInteraction } from '../../../adapters/discord/receiving/parse-interaction.ts';
import { readMessageEvent } from '../../../adapters/discord/receiving/parse-message.ts';
import type { ActionTarget } from '../../../src/cards/card.ts';
import { decisionId, inputId, phaseId, tenantId } from '../../../src/engine/ids.ts';
import { opening, placeIn } from '../../contracts/driven-workflow.ts';
import { ANA, BEN, GENERAL, GUILD } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { openArena } from './arena.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

let count = 0;

/** A payload as Discord sends it, of Ana in the guild. */
const interaction = (type: number, data: object, more: object = {}): object => {
  count += 1;
  return {
    ...{
      id: String(800000000000000000n + BigInt(count)),
      application_id: '1',
      type,
      token: `token-${count}`,
      version: 1,
      guild_id: GUILD,
      channel_id: GENERAL,
    },
    ...{ channel: { id: GENERAL, type: 0 }, member: { user: { id: ANA, username: 'ana' }, roles: [], permissions: '0' }, data },
    ...(type === 3 || type === 5 ? { message: { id: '810000000000000001', flags: 0 } } : {}),
    ...more,
  };
};

const FORM = { title: '', label: '', hint: '', submit: '' };

test('what another guild asked for cannot be seen, answered, changed or stopped', async () => {
  const { discord, baton } = await openArena(open, { drives: false });
  const theirs = { ...placeIn(tenantId('999000000000000001')), surface: 'discord' };
  const { workflow } = await baton.database.ledger.open(opening({ tenant: theirs.tenant, at: 1_000, request: { place: theirs } }));
  const decision = decisionId(`${workflow}-d1`);
  const seen = async () =>
    await baton.database.sql`select count(*)::int as events, (select count(*)::int from inbox) as inputs from events where workflow = ${workflow}`;
  const before = await seen();
  const presses = (does: ActionTarget) =>
    discord.gateway.dispatch('INTERACTION_CREATE', interaction(3, { component_type: 2, custom_id: buttonOf({ label: '', tone: 'plain', does }, 0) }), null);
  const targets: readonly ActionTarget[] = [
    { kind: 'answer', decision, option: 'approve', asks: null },
    { kind: 'override', workflow, change: 'cancel', confirm: null },
    { kind: 'edit-plan', workflow, decision, planHash: 'a'.repeat(64) },
    { kind: 'add-context', workflow, asks: FORM },
    { kind: 'change', workflow, number: 1 },
    { kind: 'branch', workflow, number: 1, asks: { title: '', submit: '', fields: [] } },
    { kind: 'correct-reading', workflow, note: inputId('n1'), as: { kind: 'ignored' } },
    { kind: 'correct-reading', workflow, note: inputId('n1'), as: { kind: 'answer', decision, option: 'supply' } },
    { kind: 'correct-reading', workflow, note: inputId('n1'), as: { kind: 'which-answer' } },
    { kind: 'correct-handoff', workflow, phase: phaseId('p1'), asks: { title: '', submit: '', fields: [] } },
  ];
  for (const does of targets) presses(does);
  const hash = 'a'.repeat(64);
  discord.gateway.dispatch(
    'INTERACTION_CREATE',
    interaction(3, { component_type: 3, custom_id: writeStep({ kind: 'edit-plan', workflow, hash }, 0), values: ['words.0'] }),
    null,
  );
  discord.gateway.dispatch('INTERACTION_CREATE', interaction(3, { component_type: 2, custom_id: againId({ kind: 'add-context', workflow }) }), null);
  const text = { type: 18, component: { type: 4, custom_id: 'text', value: 'from elsewhere' } };
  for (const form of [
    { kind: 'add-context', workflow } as const,
    { kind: 'answer', decision, option: 'supply' } as const,
    { kind: 'branch', workflow } as const,
    { kind: 'edit-work', workflow, hash, position: 0, part: 'words' } as const,
    { kind: 'change-phase', workflow, hash, position: 0 } as const,
  ])
    discord.gateway.dispatch('INTERACTION_CREATE', interaction(5, { custom_id: writeForm(form), components: [text] }), null);
  for (const name of ['show', 'cancel', 'pause', 'status'])
    discord.gateway.dispatch(
      'INTERACTION_CREATE',
      interaction(2, { id: '1', name: 'baton', type: 1, options: [{ name, type: 1, options: [{ name: 'run', type: 4, value: 1 }] }] }),
      null,
    );
  await until(async () => {
    const [row] = await baton.database
      .sql`select count(*)::int as all, count(done_at)::int as done from deliveries where tenant = ${GUILD} and id like 'interaction:%'`;
    return row?.all === targets.length + 2 + 5 + 4 && row.done === row.all;
  });
  expect(await seen()).toEqual(before);
});

test('payloads that nobody knows leave the connection and the process as they were', async () => {
  const failed = vi.fn();
  process.on('unhandledRejection', failed);
  open.push({ stop: async () => void process.off('unhandledRejection', failed) });
  const { discord, baton } = await openArena(open, { drives: false });
  const weird: readonly (readonly [string, unknown])[] = [
    ['INTERACTION_CREATE', null],
    ['INTERACTION_CREATE', {}],
    ['INTERACTION_CREATE', interaction(99, {})],
    ['INTERACTION_CREATE', interaction(2, { name: 'orchestrate', type: 1, options: 'none' })],
    ['INTERACTION_CREATE', interaction(2, { name: 'orchestrate', type: 1, options: [{ name: 'task', type: 3, value: { a: 1 } }] })],
    ['INTERACTION_CREATE', interaction(2, { name: 'unheard-of', type: 1 })],
    ['INTERACTION_CREATE', interaction(2, { name: 'baton', type: 1, options: [{ name: 'nothing', type: 1 }] })],
    ['INTERACTION_CREATE', interaction(2, { name: 'orchestrate', type: 1, options: [{ name: 'task', type: 3, value: 'x'.repeat(50_000) }] })],
    ['INTERACTION_CREATE', interaction(2, { name: 'Orchestrate this', type: 3, target_id: '1' })],
    ['INTERACTION_CREATE', interaction(3, { component_type: 2, custom_id: 'b1zzz' })],
    ['INTERACTION_CREATE', interaction(3, { component_type: 2, custom_id: 'x'.repeat(5_000) })],
    ['INTERACTION_CREATE', interaction(3, { component_type: 3, custom_id: 'b1*0', values: [] })],
    ['INTERACTION_CREATE', interaction(3, { component_type: 3, custom_id: 's1e', values: ['words.0'] })],
    ['INTERACTION_CREATE', interaction(5, { custom_id: 'f1c', components: [{ type: 18 }, null, 'x'] })],
    ['INTERACTION_CREATE', interaction(5, { custom_id: 'nobody', components: [] })],
    ['INTERACTION_CREATE', interaction(4, { name: 'orchestrate', type: 1, options: [{ name: 'unheard-of', type: 3, value: 'x', focused: true }] })],
    ['INTERACTION_CREATE', interaction(2, { name: 'baton', type: 1 }, { member: undefined, guild_id: undefined, user: { id: ANA, username: 'ana' } })],
    ['INTERACTION_CREATE', interaction(2, { name: 'orchestrate', type: 1 }, { channel: { id: '5', type: 11, parent_id: null } })],
    ['MESSAGE_CREATE', { id: 'x', content: 5 }],
    ['MESSAGE_CREATE', { id: '1', channel_id: GENERAL, guild_id: GUILD, author: { id: ANA }, content: '\0\uD800 <@930000000000000001>', type: 7 }],
    ['MESSAGE_UPDATE', { id: '1' }],
    ['MESSAGE_DELETE_BULK', { ids: ['1', '2'], channel_id: GENERAL, guild_id: GUILD }],
    ['MESSAGE_DELETE', { id: '1', channel_id: GENERAL }],
    ['GUILD_CREATE', { id: '7', channels: 'none' }],
    ['GUILD_DELETE', {}],
    ['THREAD_UPDATE', { id: '1' }],
    ['CHANNEL_DELETE', null],
    ['GUILD_ROLE_UPDATE', []],
    ['SOMETHING_OF_TOMORROW', { a: [{ b: 1 }] }],
  ];
  for (const [type, payload] of weird) discord.gateway.dispatch(type, payload, null);
  await discord.person(BEN).runs(GENERAL, 'orchestrate', { task: 'Compare the stores AND write it down' });
  await until(async () => (await baton.runs()).length === 1);
  expect(baton.discord.state()).toBe('ok');
  expect(failed).not.toHaveBeenCalled();
});

const own = { botId: '930000000000000001', isOwnRole: () => false };

test('any payload is read into something of the union, or is nothing', () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, maxDepth: 4 });
  fc.assert(
    fc.property(anything, fc.constantFrom(1, 2, 3, 4, 5, 9), (data, type) => {
      expect(['delivery', 'typing', 'outside', 'unreadable', 'unsupported']).toContain(readInteraction(interaction(type, data as object), 0).kind);
      expect(['delivery', 'typing', 'outside', 'unreadable', 'unsupported']).toContain(readInteraction(data, 0).kind);
      for (const event of ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE']) {
        for (const one of readMessageEvent(event, data, own)) expect(['delivery', 'unsupported']).toContain(one.kind);
      }
    }),
  );
});

test('what is kept of a message has no character that the database cannot store', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (content) => {
      const [read] = readMessageEvent(
        'MESSAGE_CREATE',
        { id: '12', channel_id: '13', guild_id: GUILD, author: { id: ANA, username: 'a\0b' }, content: `${own.botId}<@${own.botId}>${content}` },
        own,
      );
      if (read?.kind !== 'delivery') throw new Error('It names Baton.');
      const kept = JSON.stringify(read.body);
      expect(kept).not.toContain('\\u0000');
      expect(kept.isWellFormed()).toBe(true);
    }),
  );
});
