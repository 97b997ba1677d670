import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsForm } from '../../../adapters/slack/modals/settings-form.ts';
import { settingsList } from '../../../adapters/slack/modals/settings-list.ts';
import { readViewButton } from '../../../adapters/slack/modals/view-button.ts';
import { readCommand } from '../../../commands/index.ts';
import { FORM_WORDS, SETTINGS_WORDS } from '../../../src/cards/form-words.ts';
import { isSettingGroup, SETTING_GROUP_NAMES, settingsIn } from '../../../src/cards/setting-groups.ts';
import { channelId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings, settingsSchema } from '../../../src/engine/settings.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import type { ResolvedSettings, SettingSource } from '../../../src/ports/settings-store.ts';
import { elementsIn } from '../../fakes/slack/people/elements.ts';
import { expectToFit, send, stateOf } from './held-form.ts';

const CHANNEL = channelId('C0123456789');

function resolved(values: Partial<Settings> = {}, source: SettingSource = 'workspace'): ResolvedSettings {
  const sources = Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, values[name] === undefined ? 'default' : source]));
  return { values: { ...DEFAULT_SETTINGS, ...values }, sources: sources as ResolvedSettings['sources'] };
}

function commandsIn(submission: Submission): readonly string[] {
  if (submission.kind !== 'submitted' || submission.submitted.kind !== 'settings') throw new Error(JSON.stringify(submission));
  return submission.submitted.commands;
}

describe('the settings as a list', () => {
  it('shows every setting with its value and source, and opens the form of each group', () => {
    for (const channel of [null, CHANNEL]) {
      const view = settingsList({ channel, resolved: resolved({ max_parallel_agents: 5 }) });
      expectToFit(view);
      const shown = JSON.stringify(view.blocks);
      const names = SETTING_GROUP_NAMES.flatMap((group) => settingsIn(group, channel === null ? 'workspace' : 'channel'));
      for (const name of names) expect(shown).toContain(`${name}: `);
      expect(shown).toContain('max_parallel_agents: 5 (set for the workspace)');
      const groups = elementsIn(view.blocks).flatMap(({ element }) => {
        const pressed = readViewButton(element.action_id, element.value);
        return pressed?.kind === 'settings-group' && isSettingGroup(pressed.group) ? [pressed.group] : [];
      });
      for (const group of groups) expectToFit(settingsForm({ channel, resolved: resolved() }, group));
      expect(groups).toHaveLength(SETTING_GROUP_NAMES.filter((group) => settingsIn(group, channel === null ? 'workspace' : 'channel').length > 0).length);
    }
  });

  it('has each setting in one group', () => {
    const all = SETTING_GROUP_NAMES.flatMap((group) => settingsIn(group, 'workspace'));
    expect([...all].sort()).toEqual([...settingsSchema.keyof().options].sort());
    expect(SETTING_GROUP_NAMES.flatMap((group) => settingsIn(group, 'channel'))).not.toContain('time_zone');
  });
});

describe('the form of a group of settings', () => {
  it('becomes commands that the desk reads as the same change', () => {
    const settings = resolved({ max_parallel_agents: 5, default_timeout_minutes: 20 });
    const view = settingsForm({ channel: null, resolved: settings }, 'work');
    const filled = { max_parallel_agents: '4', default_timeout_minutes: null, verbose_progress: 'false', phase_gates: 'all' };
    const commands = commandsIn(send(view, filled, { workflow: null, settings }));
    expect(commands).toHaveLength(2);
    expect(commands.map((command) => readCommand(command))).toEqual([
      { kind: 'settings', action: { kind: 'change', scope: 'workspace', values: { default_timeout_minutes: null }, reset: true } },
      {
        kind: 'settings',
        action: { kind: 'change', scope: 'workspace', values: { max_parallel_agents: 4, verbose_progress: false, phase_gates: 'all' }, reset: false },
      },
    ]);
  });

  it('is for the channel where it was opened there', () => {
    const settings = resolved({ workflow_budget_usd: 5 }, 'channel');
    const view = settingsForm({ channel: CHANNEL, resolved: settings }, 'budgets');
    expect(Object.keys(stateOf(view).values)).not.toContain('workspace_day_budget_usd');
    const submission = send(view, { workflow_budget_usd: null, channel_day_budget_usd: '$12.50' }, { workflow: null, settings });
    expect(submission).toMatchObject({ submitted: { channel: CHANNEL } });
    expect(commandsIn(submission).map((command) => readCommand(command))).toMatchObject([
      { action: { scope: 'channel', values: { workflow_budget_usd: null } } },
      { action: { scope: 'channel', values: { channel_day_budget_usd: 12.5 } } },
    ]);
  });

  it('says at each field what is wrong with it, in the words of the command', () => {
    const settings = resolved();
    const view = settingsForm({ channel: null, resolved: settings }, 'work');
    const submission = send(view, { max_parallel_agents: '70', default_timeout_minutes: 'soon', auto_ralph_handoff: 'false' }, { workflow: null, settings });
    expect(submission).toEqual({
      kind: 'errors',
      errors: {
        max_parallel_agents: 'max_parallel_agents takes a whole number from 1 to 6, not “70”.',
        default_timeout_minutes: 'default_timeout_minutes takes whole minutes from 1 to 240, not “soon”.',
      },
    });
    const rules = settingsForm({ channel: null, resolved: settings }, 'rules');
    expect(send(rules, { plan_policy: 'needs lots' }, { workflow: null, settings })).toMatchObject({
      errors: { plan_policy: expect.stringContaining('plan_policy') },
    });
  });

  it('takes away only what is set there', () => {
    const settings = resolved({ max_parallel_agents: 5 }, 'file');
    const view = settingsForm({ channel: null, resolved: settings }, 'work');
    expect(send(view, { max_parallel_agents: null }, { workflow: null, settings })).toEqual({
      kind: 'errors',
      errors: { max_parallel_agents: SETTINGS_WORDS.fromElsewhere },
    });
    expect(send(view, { verbose_progress: '-' }, { workflow: null, settings })).toMatchObject({ errors: { verbose_progress: SETTINGS_WORDS.fromElsewhere } });
  });

  it('puts nothing back that somebody else has changed meanwhile', () => {
    const view = settingsForm({ channel: null, resolved: resolved() }, 'work');
    const settings = resolved({ max_parallel_agents: 2 });
    expect(send(view, { default_timeout_minutes: '10' }, { workflow: null, settings })).toEqual({
      kind: 'errors',
      errors: { max_parallel_agents: SETTINGS_WORDS.movedOn },
    });
  });

  it('lets people and channels be picked, or typed where a name is not one of Slack', () => {
    const settings = resolved({ approvers: ['U0123456', 'W0123456'] });
    const view = settingsForm({ channel: null, resolved: settings }, 'people');
    expectToFit(view);
    // Lists come back in any order.
    expect(send(view, { approvers: ['W0123456', 'U0123456'] }, { workflow: null, settings })).toMatchObject({ kind: 'errors' });
    const commands = commandsIn(send(view, { approvers: ['U9999999', 'U0123456'] }, { workflow: null, settings }));
    expect(commands.map((command) => readCommand(command))).toMatchObject([{ action: { values: { approvers: ['U0123456', 'U9999999'] } } }]);
    expect(commandsIn(send(view, { approvers: [] }, { workflow: null, settings }))).toEqual(['/baton settings reset approvers']);

    const byName = resolved({ approvers: ['ana'] });
    const typed = settingsForm({ channel: null, resolved: byName }, 'people');
    expectToFit(typed);
    expect(commandsIn(send(typed, { approvers: '@ana, @ben' }, { workflow: null, settings: byName }))[0]).toContain('ben');
    const asked = settingsForm({ channel: null, resolved: settings }, 'people', 'typing');
    expect(commandsIn(send(asked, { approvers: '@U0123456' }, { workflow: null, settings }))[0]).toContain('U0123456');
    const access = resolved({ allowed_channels: [] });
    const channels = settingsForm({ channel: null, resolved: access }, 'access');
    expectToFit(channels);
    expect(commandsIn(send(channels, { allowed_channels: ['C0123456'] }, { workflow: null, settings: access })).map((one) => readCommand(one))).toMatchObject([
      { action: { values: { allowed_channels: ['C0123456'] } } },
    ]);
  });

  it('fits whatever the values are, and takes no change for none', () => {
    fc.assert(
      fc.property(anySettings, fc.constantFrom<SettingSource>('file', 'workspace', 'channel', 'default'), fc.boolean(), (values, source, inChannel) => {
        const channel = inChannel ? CHANNEL : null;
        const settings = resolved(values, source);
        expectToFit(settingsList({ channel, resolved: settings }));
        for (const group of SETTING_GROUP_NAMES) {
          const names = settingsIn(group, inChannel ? 'channel' : 'workspace');
          const view = settingsForm({ channel, resolved: settings }, group);
          expectToFit(view);
          if (names.length === 0) continue;
          const submission = send(view, {}, { workflow: null, settings });
          expect(submission).toMatchObject({ kind: 'errors' });
          expect(Object.values(submission.kind === 'errors' ? submission.errors : {})).toEqual([FORM_WORDS.nothingChanged]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const person = fc.oneof(fc.stringMatching(/^[UW][A-Z0-9]{6,10}$/u), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }));
const people = fc.array(person, { maxLength: 20 });
const dollars = fc.option(fc.double({ min: 0.01, max: 1_000_000, noNaN: true }));

const anySettings: fc.Arbitrary<Partial<Settings>> = fc
  .record(
    {
      max_parallel_agents: fc.integer({ min: 1, max: 6 }),
      verbose_progress: fc.boolean(),
      approvers: people,
      approver_groups: people,
      escalate_to: people,
      allowed_channels: fc.array(fc.oneof(fc.stringMatching(/^C[A-Z0-9]{6,10}$/u), fc.string({ minLength: 1, maxLength: 200 })), { maxLength: 200 }),
      groups: fc.dictionary(fc.string({ minLength: 1, maxLength: 200 }), people, { maxKeys: 30 }),
      remind_after_hours: fc.double({ min: 0.01, max: 8760, noNaN: true }),
      person_day_budget_usd: dollars,
      workflow_ceiling_usd: dollars,
      retention_days: fc.option(fc.integer({ min: 1, max: 36_500 })),
    } satisfies Partial<Record<SettingName, unknown>>,
    { requiredKeys: [] },
  )
  .map((values) => values as Partial<Settings>);
