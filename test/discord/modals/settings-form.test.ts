import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Modal } from '../../../adapters/discord/modals/modal.ts';
import { type PeopleBy, settingPages, settingsForm } from '../../../adapters/discord/modals/settings-form.ts';
import { settingsStep } from '../../../adapters/discord/modals/settings-step.ts';
import { readCommand } from '../../../commands/index.ts';
import { FORM_WORDS, SETTINGS_WORDS } from '../../../src/cards/form-words.ts';
import { SETTING_GROUP_NAMES, settingsIn } from '../../../src/cards/setting-groups.ts';
import { type ChannelId, channelId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings, settingsSchema } from '../../../src/engine/settings.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import type { ResolvedSettings, SettingSource } from '../../../src/ports/settings-store.ts';
import { messageProblems } from '../../fakes/discord/limits/message.ts';
import { expectToFit, namesIn, send } from './held-form.ts';

const CHANNEL = channelId('400000000000000001');

function resolved(values: Partial<Settings> = {}, source: SettingSource = 'workspace'): ResolvedSettings {
  const sources = settingsSchema.keyof().options.map((name) => [name, Object.hasOwn(values, name) ? source : 'default']);
  return { values: { ...DEFAULT_SETTINGS, ...values }, sources: Object.fromEntries(sources) as ResolvedSettings['sources'] };
}

/** The page with this setting. */
function formOf(name: SettingName, settings: ResolvedSettings, channel: ChannelId | null = null, people: PeopleBy = 'picking'): Modal {
  for (const group of SETTING_GROUP_NAMES) {
    const page = settingPages(channel, group).findIndex((names) => names.includes(name));
    const modal = page === -1 ? null : settingsForm({ channel, resolved: settings }, group, page, people);
    if (modal === null) continue;
    expectToFit(modal);
    return modal;
  }
  throw new Error(`No form has ${name}.`);
}

function commandsIn(submission: Submission): readonly string[] {
  if (submission.kind !== 'submitted' || submission.submitted.kind !== 'settings') throw new Error(JSON.stringify(submission));
  return submission.submitted.commands;
}

describe('the settings', () => {
  it('stand on pages of four at most, each of them once', () => {
    for (const channel of [null, CHANNEL])
      for (const group of SETTING_GROUP_NAMES) {
        const pages = settingPages(channel, group);
        expect(pages.flat()).toEqual(settingsIn(group, channel === null ? 'workspace' : 'channel'));
        for (const names of pages) expect(names.length).toBeLessThanOrEqual(4);
      }
    expect(settingsForm({ channel: null, resolved: resolved() }, 'work', 9)).toBeNull();
  });

  it('become commands, and what is not on the page stays', () => {
    const settings = resolved({ default_timeout_minutes: 20 });
    const modal = formOf('max_parallel_agents', settings);
    const commands = commandsIn(send(modal, { max_parallel_agents: '4', default_timeout_minutes: '' }, { settings }));
    expect(commands.map((command) => readCommand(command))).toEqual([
      { kind: 'settings', action: { kind: 'change', scope: 'workspace', values: { default_timeout_minutes: null }, reset: true } },
      { kind: 'settings', action: { kind: 'change', scope: 'workspace', values: { max_parallel_agents: 4 }, reset: false } },
    ]);
    const flags = formOf('verbose_progress', settings);
    expect(commandsIn(send(flags, { verbose_progress: ['false'] }, { settings })).map((one) => readCommand(one))).toMatchObject([
      { action: { values: { verbose_progress: false } } },
    ]);
  });

  it('say at each field what is wrong with it, in the words of the command', () => {
    const settings = resolved({ auto_ralph_handoff: false }, 'file');
    const modal = formOf('max_parallel_agents', settings);
    expect(send(modal, { max_parallel_agents: '70', default_timeout_minutes: 'soon' }, { settings })).toEqual({
      kind: 'errors',
      errors: {
        max_parallel_agents: 'max_parallel_agents takes a whole number from 1 to 6, not “70”.',
        default_timeout_minutes: 'default_timeout_minutes takes whole minutes from 1 to 240, not “soon”.',
      },
    });
    expect(send(modal, { auto_ralph_handoff: ['-'] }, { settings })).toMatchObject({ errors: { auto_ralph_handoff: SETTINGS_WORDS.fromElsewhere } });
  });

  it('put nothing back that somebody else has changed meanwhile', () => {
    const modal = formOf('max_parallel_agents', resolved());
    expect(send(modal, { default_timeout_minutes: '10' }, { settings: resolved({ max_parallel_agents: 2 }) })).toEqual({
      kind: 'errors',
      errors: { max_parallel_agents: SETTINGS_WORDS.movedOn },
    });
    expect(send(modal, { default_timeout_minutes: '10' }, { settings: null })).toMatchObject({ kind: 'errors' });
  });

  it('let people, roles and channels be picked, or typed where a name is not one of Discord', () => {
    const [ana, ben, cleo] = ['100000000000000001', '100000000000000002', '100000000000000003'];
    const settings = resolved({ approvers: [ana, ben], approver_groups: ['200000000000000001'] });
    const modal = formOf('approvers', settings);
    // Lists come back in any order.
    expect(send(modal, { approvers: [ben, ana] }, { settings })).toMatchObject({ kind: 'errors' });
    expect(commandsIn(send(modal, { approvers: [cleo, ana] }, { settings })).map((one) => readCommand(one))).toMatchObject([
      { action: { values: { approvers: [ana, cleo] } } },
    ]);
    expect(commandsIn(send(modal, { approvers: [] }, { settings }))).toEqual(['/baton settings reset approvers']);
    const roles = formOf('approver_groups', settings);
    expect(commandsIn(send(roles, { approver_groups: ['200000000000000002'] }, { settings })).map((one) => readCommand(one))).toMatchObject([
      { action: { values: { approver_groups: ['200000000000000002'] } } },
    ]);
    const access = formOf('allowed_channels', resolved());
    expect(commandsIn(send(access, { allowed_channels: [CHANNEL] }, { settings: resolved() })).map((one) => readCommand(one))).toMatchObject([
      { action: { values: { allowed_channels: [CHANNEL] } } },
    ]);

    const byName = resolved({ approvers: ['ana'] });
    expect(commandsIn(send(formOf('approvers', byName), { approvers: '@ana, @ben' }, { settings: byName }))[0]).toContain('ben');
    expect(commandsIn(send(formOf('approvers', settings, null, 'typing'), { approvers: `@${ana}` }, { settings }))[0]).toContain(ana);
  });

  it('fit whatever their values are, and take no change for none', () => {
    fc.assert(
      fc.property(
        anySettings,
        fc.constantFrom<SettingSource>('file', 'workspace', 'channel', 'default'),
        fc.constantFrom(null, CHANNEL),
        (values, source, channel) => {
          const settings = resolved(values, source);
          for (const { components } of settingsStep({ channel, resolved: settings })) expect(messageProblems({ components, flags: 1 << 15 }, [])).toEqual([]);
          for (const group of SETTING_GROUP_NAMES)
            for (const page of settingPages(channel, group).keys()) {
              const modal = settingsForm({ channel, resolved: settings }, group, page);
              if (modal === null) throw new Error('no such page');
              expectToFit(modal);
              const submission = send(modal, {}, { settings });
              expect(submission.kind === 'errors' ? Object.values(submission.errors) : [namesIn(modal)]).toEqual([FORM_WORDS.nothingChanged]);
            }
        },
      ),
      { numRuns: 40 },
    );
  });
});

const person = fc.oneof(fc.stringMatching(/^[1-9]\d{16,18}$/u), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }));
const people = fc.uniqueArray(person, { maxLength: 20 });
const dollars = fc.option(fc.double({ min: 0.01, max: 1_000_000, noNaN: true }));

const anySettings: fc.Arbitrary<Partial<Settings>> = fc
  .record(
    {
      max_parallel_agents: fc.integer({ min: 1, max: 6 }),
      verbose_progress: fc.boolean(),
      approvers: fc.oneof(people, fc.uniqueArray(fc.stringMatching(/^[1-9]\d{16,18}$/u), { maxLength: 40 })),
      approver_groups: people,
      escalate_to: people,
      allowed_channels: fc.array(fc.oneof(fc.stringMatching(/^[1-9]\d{16,18}$/u), fc.string({ minLength: 1, maxLength: 200 })), { maxLength: 200 }),
      groups: fc.dictionary(fc.string({ minLength: 1, maxLength: 200 }), people, { maxKeys: 30 }),
      remind_after_hours: fc.double({ min: 0.01, max: 8760, noNaN: true }),
      person_day_budget_usd: dollars,
      workflow_ceiling_usd: dollars,
      retention_days: fc.option(fc.integer({ min: 1, max: 36_500 })),
    } satisfies Partial<Record<SettingName, unknown>>,
    { requiredKeys: [] },
  )
  .map((values) => values as Partial<Settings>);
