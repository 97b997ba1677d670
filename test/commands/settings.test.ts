import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../commands/index.ts';
import { readSettingsFile, writeSettingsFile } from '../../commands/settings-file.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';

describe('/baton settings set', () => {
  it.each([
    ['max_parallel_agents 4', { max_parallel_agents: 4 }, 'workspace'],
    ['max_parallel_agents=4 --channel', { max_parallel_agents: 4 }, 'channel'],
    ['--channel Verbose_Progress: off', { verbose_progress: false }, 'channel'],
    ['confirm_before_execute yes', { confirm_before_execute: true }, 'workspace'],
    ['workflow_budget_usd $2.50', { workflow_budget_usd: 2.5 }, 'workspace'],
    ['approvers @ana, ben', { approvers: ['ana', 'ben'] }, 'workspace'],
    ['approvers anyone', { approvers: [] }, 'workspace'],
    ['time_zone Europe/Berlin —channel', { time_zone: 'Europe/Berlin' }, 'channel'],
  ])('%s', (typed, values, scope) => {
    expect(readCommand(`/baton settings set ${typed}`)).toEqual({ kind: 'settings', action: { kind: 'change', scope, values, reset: false } });
  });

  it.each([
    ['set max_parallel_agents 9', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'max_parallel_agents', given: '9' }] }],
    ['set max_parallel_agents many', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'max_parallel_agents', given: 'many' }] }],
    ['set time_zone Berlin', { kind: 'settings', problems: [{ kind: 'wrong-value', setting: 'time_zone', given: 'Berlin' }] }],
    ['set max_paralel_agents 3', { kind: 'settings', problems: [{ kind: 'unknown-setting', typed: 'max_paralel_agents', closest: 'max_parallel_agents' }] }],
    ['set verbose_progress', { kind: 'value-needed', setting: 'verbose_progress' }],
    ['reset colour', { kind: 'settings', problems: [{ kind: 'unknown-setting', typed: 'colour', closest: null }] }],
    ['exprot', { kind: 'unknown-command', typed: 'exprot', closest: 'export' }],
    ['export everything', { kind: 'unexpected-words', typed: 'everything' }],
  ])('%s gets help with the reason', (typed, problem) => {
    expect(readCommand(`/baton settings ${typed}`)).toEqual({ kind: 'misread', topic: 'settings', problem });
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
    const settings: fc.Arbitrary<Settings> = fc.record({
      max_parallel_agents: fc.integer({ min: 1, max: 6 }),
      default_timeout_minutes: fc.integer({ min: 1, max: 240 }),
      auto_ralph_handoff: fc.boolean(),
      ultrathink_for_plan: fc.boolean(),
      verbose_progress: fc.boolean(),
      confirm_before_execute: fc.boolean(),
      approvers: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { maxLength: 5 }),
      workflow_budget_usd: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
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
