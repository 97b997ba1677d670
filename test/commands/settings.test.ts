import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../commands/index.ts';
import { readSettingsFile, writeSettingsFile } from '../../commands/settings-file.ts';
import { answerRuleSchema, GENERAL_RULE } from '../../src/engine/answer-rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';

describe('/baton settings set', () => {
  it('goes without saying before the name of a setting', () => {
    for (const typed of ['max_parallel_agents 4', 'max_parallel_agents: 4', 'max_parallel_agents=4', 'set max_parallel_agents 4'])
      expect(readCommand(`/baton settings ${typed}`)).toMatchObject({ action: { kind: 'change', values: { max_parallel_agents: 4 } } });
    expect(readCommand('/baton settings max_paralel_agents 4')).toMatchObject({ problem: { closest: 'max_parallel_agents' } });
  });

  it.each([
    ['max_parallel_agents 4', { max_parallel_agents: 4 }, 'workspace'],
    ['max_parallel_agents=4 --channel', { max_parallel_agents: 4 }, 'channel'],
    ['--channel Verbose_Progress: off', { verbose_progress: false }, 'channel'],
    ['confirm_before_execute yes', { confirm_before_execute: true }, 'workspace'],
    ['workflow_budget_usd $2.50', { workflow_budget_usd: 2.5 }, 'workspace'],
    ['approvers @ana, ben', { approvers: ['ana', 'ben'] }, 'workspace'],
    ['approvers anyone', { approvers: [] }, 'workspace'],
    ['approver_groups @leads, ops', { approver_groups: ['leads', 'ops'] }, 'workspace'],
    ['groups leads: @ana, ben; ops: cleo', { groups: { leads: ['ana', 'ben'], ops: ['cleo'] } }, 'workspace'],
    ['groups none', { groups: {} }, 'workspace'],
    ['approvals_needed 2', { approvals_needed: 2 }, 'workspace'],
    ['requester_may_approve no', { requester_may_approve: false }, 'workspace'],
    ['budget_policy group:finance, needs 2', { budget_policy: { ...GENERAL_RULE, groups: ['finance'], needed: 2 } }, 'workspace'],
    [
      'plan_policy Group: @leads,@ana ,  NOT-requester --channel',
      { plan_policy: { ...GENERAL_RULE, groups: ['leads'], people: ['ana'], requester: false } },
      'channel',
    ],
    ['failure_policy anyone', { failure_policy: { ...GENERAL_RULE, anyone: true } }, 'workspace'],
    ['gate_policy requester', { gate_policy: { ...GENERAL_RULE, requester: true } }, 'workspace'],
    ['rerun_policy general', { rerun_policy: GENERAL_RULE }, 'workspace'],
    ['override_policy @Mary Ann, requester, 2', { override_policy: { ...GENERAL_RULE, people: ['Mary Ann'], requester: true, needed: 2 } }, 'workspace'],
    ['escalate_to @boss', { escalate_to: ['boss'] }, 'workspace'],
    ['remind_after_hours 0.5 h', { remind_after_hours: 0.5 }, 'workspace'],
    ['park_after_hours 48', { park_after_hours: 48 }, 'workspace'],
    ['phase_gates ALL', { phase_gates: 'all' }, 'workspace'],
    ['retention_days 90 days', { retention_days: 90 }, 'workspace'],
    ['retention_days never', { retention_days: null }, 'workspace'],
    ['person_day_budget_usd $5', { person_day_budget_usd: 5 }, 'workspace'],
    ['person_day_budget_usd none', { person_day_budget_usd: null }, 'workspace'],
    ['workspace_day_ceiling_tokens 1.5M', { workspace_day_ceiling_tokens: 1_500_000 }, 'workspace'],
    ['channel_day_budget_tokens 200k --channel', { channel_day_budget_tokens: 200_000 }, 'channel'],
    ['time_zone Europe/Berlin —channel', { time_zone: 'Europe/Berlin' }, 'channel'],
  ])('%s', (typed, values, scope) => {
    expect(readCommand(`/baton settings set ${typed}`)).toEqual({ kind: 'settings', action: { kind: 'change', scope, values, reset: false } });
  });

  it.each([
    ['set max_parallel_agents 9', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'max_parallel_agents', given: '9' }] }],
    ['set max_parallel_agents many', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'max_parallel_agents', given: 'many' }] }],
    ['set phase_gates some', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'phase_gates', given: 'some' }] }],
    ['set groups leads', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'groups', given: 'leads' }] }],
    ['set park_after_hours soon', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'park_after_hours', given: 'soon' }] }],
    ['set workflow_budget_tokens 12', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'workflow_budget_tokens', given: '12' }] }],
    ['set time_zone Berlin', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'time_zone', given: 'Berlin' }] }],
    ['set max_paralel_agents 3', { kind: 'settings', problems: [{ kind: 'unknown-setting', typed: 'max_paralel_agents', closest: 'max_parallel_agents' }] }],
    ['set verbose_progress', { kind: 'value-needed', setting: 'verbose_progress' }],
    ['reset colour', { kind: 'settings', problems: [{ kind: 'unknown-setting', typed: 'colour', closest: null }] }],
    ['exprot', { kind: 'unknown-command', typed: 'exprot', closest: 'export' }],
    ['export everything', { kind: 'unexpected-words', typed: 'everything' }],
  ])('%s gets help with the reason', (typed, problem) => {
    expect(readCommand(`/baton settings ${typed}`)).toEqual({ kind: 'misread', topic: 'settings', problem });
  });

  it.each([
    ['anyon', { kind: 'unknown-word', typed: 'anyon', closest: 'anyone' }],
    ['finance', { kind: 'unknown-word', typed: 'finance', closest: null }],
    ['@finance 1', { kind: 'comma-missing', typed: '@finance 1' }],
    ['group:leads not-requester', { kind: 'comma-missing', typed: 'group:leads not-requester' }],
    ['group:leads, needs 0', { kind: 'count', typed: 'needs 0' }],
    ['requester, not requester', { kind: 'contradiction' }],
    ['general, @ana', { kind: 'contradiction' }],
    ['@ana, needs 2', { kind: 'too-few', named: 1, needed: 2 }],
    [`@${'x'.repeat(300)}`, { kind: 'too-long' }],
  ])('a policy of %s is told what is wrong', (typed, problem) => {
    expect(readCommand(`/baton settings set budget_policy ${typed}`)).toEqual({
      kind: 'misread',
      topic: 'settings',
      problem: { kind: 'settings', problems: [{ kind: 'wrong-policy', setting: 'budget_policy', problem }] },
    });
  });

  it('takes a value away with reset', () => {
    expect(readCommand('/baton settings reset approvers --channel')).toEqual({
      kind: 'settings',
      action: { kind: 'change', scope: 'channel', values: { approvers: null }, reset: true },
    });
  });
});

describe('orchestrator.local.md', () => {
  const FILE = '---\nmax_parallel_agents: 5\nverbose_progress: false\n---\n\n# Notes of ours\nfoo: bar\n';

  it('is read from its front matter, whatever stands below it', () => {
    expect(readSettingsFile(FILE)).toEqual({ kind: 'settings', values: { max_parallel_agents: 5, verbose_progress: false } });
  });

  it.each([
    ['pasted into the command', '', 'workspace'],
    ['for a channel', '--channel', 'channel'],
  ])('is imported %s', (_, flag, scope) => {
    const values = { max_parallel_agents: 5, verbose_progress: false };
    expect(readCommand(`/baton settings import ${flag}\n${FILE}`)).toEqual({ kind: 'settings', action: { kind: 'change', scope, values, reset: false } });
  });

  it.each([
    ['fenced', '```yaml\n---\nmax_parallel_agents: 5\n---\n```'],
    ['without its lines of dashes', 'max_parallel_agents: 5'],
    ['with Windows line ends and a byte order mark', '\uFEFF---\r\nmax_parallel_agents: 5\r\n---\r\n'],
    ['never closed', '---\nmax_parallel_agents: 5\n'],
  ])('is read %s', (_, text) => {
    expect(readSettingsFile(text)).toEqual({ kind: 'settings', values: { max_parallel_agents: 5 } });
  });

  it('names every mistake, key by key, and takes nothing then', () => {
    expect(readSettingsFile('---\nmax_parallel_agents: "5"\nverbose_progres: true\nworkflow_budget_usd: -1\ntime_zone: UTC\n---')).toEqual({
      kind: 'problems',
      problems: [
        { kind: 'wrong-value', setting: 'max_parallel_agents', given: '5' },
        { kind: 'unknown-setting', typed: 'verbose_progres', closest: 'verbose_progress' },
        { kind: 'wrong-value', setting: 'workflow_budget_usd', given: '-1' },
      ],
    });
  });

  it.each([
    ['nothing', ''],
    ['a list', '- a\n- b'],
    ['broken YAML', '---\na: [1\n---'],
    ['a key twice', '---\ntime_zone: UTC\ntime_zone: UTC\n---'],
    ['aliases, which can make a small text very large', '---\na: &a [1]\napprovers: *a\n---'],
  ])('refuses %s', (_, text) => {
    expect(readSettingsFile(text)).toMatchObject({ kind: 'problems', problems: [{ kind: 'not-front-matter' }] });
  });

  it('comes back as it was written, whatever the values', () => {
    const names = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { maxLength: 5 });
    const hours = fc.double({ min: 0.01, max: 8_760, noNaN: true });
    const dollars = fc.option(fc.double({ min: 0.01, max: 1_000_000, noNaN: true }));
    const tokens = fc.option(fc.integer({ min: 1_000 }));
    const name = fc.stringMatching(/^[a-zé][\w'+-]{0,30}( [A-Z][a-z]{3,9})?$/u);
    const some = fc.uniqueArray(name, { maxLength: 4 });
    const rule = fc
      .record({
        anyone: fc.boolean(),
        people: some,
        groups: some,
        requester: fc.constantFrom(true, false, null),
        needed: fc.option(fc.integer({ min: 1, max: 10 })),
      })
      .filter((one) => answerRuleSchema.safeParse(one).success);
    const settings: fc.Arbitrary<Settings> = fc.record({
      max_parallel_agents: fc.integer({ min: 1, max: 6 }),
      default_timeout_minutes: fc.integer({ min: 1, max: 240 }),
      auto_ralph_handoff: fc.boolean(),
      ultrathink_for_plan: fc.boolean(),
      verbose_progress: fc.boolean(),
      confirm_before_execute: fc.boolean(),
      approvers: names,
      approver_groups: names,
      // No record can hold a key of that name: a group is not called so.
      groups: fc.dictionary(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((name) => name !== '__proto__'),
        names,
        { maxKeys: 4, noNullPrototype: true },
      ),
      approvals_needed: fc.integer({ min: 1, max: 10 }),
      requester_may_approve: fc.boolean(),
      plan_policy: rule,
      gate_policy: rule,
      failure_policy: rule,
      many_failed_policy: rule,
      dependency_policy: rule,
      budget_policy: rule,
      override_policy: rule,
      rerun_policy: rule,
      casting_policy: rule,
      escalate_to: names,
      remind_after_hours: hours,
      escalate_after_hours: hours,
      park_after_hours: hours,
      phase_gates: fc.constantFrom('none', 'epic', 'all'),
      workflow_budget_usd: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
      workflow_budget_tokens: tokens,
      person_day_budget_usd: dollars,
      person_day_budget_tokens: tokens,
      channel_day_budget_usd: dollars,
      channel_day_budget_tokens: tokens,
      workspace_day_budget_usd: dollars,
      workspace_day_budget_tokens: tokens,
      workflow_ceiling_usd: dollars,
      workflow_ceiling_tokens: tokens,
      person_day_ceiling_usd: dollars,
      person_day_ceiling_tokens: tokens,
      channel_day_ceiling_usd: dollars,
      channel_day_ceiling_tokens: tokens,
      workspace_day_ceiling_usd: dollars,
      workspace_day_ceiling_tokens: tokens,
      allow_guests: fc.boolean(),
      allow_external: fc.boolean(),
      allowed_channels: names,
      retention_days: fc.option(fc.integer({ min: 1, max: 36_500 })),
      time_zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'),
    });
    fc.assert(
      fc.property(settings, (values) => {
        expect(readSettingsFile(writeSettingsFile(values))).toEqual({ kind: 'settings', values });
      }),
      { numRuns: 500, examples: [[{ ...DEFAULT_SETTINGS, approvers: ['---', 'yes', '12', '@ana: b', '# c', '\n---\n'] }]] },
    );
  });
});
