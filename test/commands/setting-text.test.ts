import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand, readSetting, settingsCommands, settingText } from '../../commands/index.ts';
import { type AnswerRule, GENERAL_RULE, RULE_NAMES } from '../../src/engine/answer-rule.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings, settingsSchema } from '../../src/engine/settings.ts';
import type { SettingScope } from '../../src/ports/settings-store.ts';

const NAMES = settingsSchema.keyof().options;

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,20}$/u).filter((name) => !/^(?:none|any|anyone)$/iu.test(name));
const words = fc.uniqueArray(word, { maxLength: 6 });
const dollars = fc.option(fc.integer({ min: 1, max: 99_999_999 }).map((cents) => cents / 100));
const tokens = fc.option(fc.integer({ min: 1_000, max: 1_000_000_000_000 }));
const hours = fc.integer({ min: 1, max: 87_600 }).map((tenths) => tenths / 10);
const rule: fc.Arbitrary<AnswerRule> = fc
  .record({ people: words, groups: words, requester: fc.constantFrom(true, false, null), needed: fc.option(fc.integer({ min: 1, max: 3 })) })
  .map((one) => ({ ...GENERAL_RULE, ...one, groups: one.needed === null ? one.groups : [...one.groups, 'leads'] }));

const VALUES: Readonly<Partial<Record<SettingName, fc.Arbitrary<unknown>>>> = {
  max_parallel_agents: fc.integer({ min: 1, max: 6 }),
  default_timeout_minutes: fc.integer({ min: 1, max: 240 }),
  verbose_progress: fc.boolean(),
  approvers: words,
  approver_groups: words,
  escalate_to: words,
  allowed_channels: words,
  groups: fc.dictionary(
    word,
    words.filter((members) => members.length > 0),
    { maxKeys: 4 },
  ),
  phase_gates: fc.constantFrom('none', 'epic', 'all'),
  remind_after_hours: hours,
  workflow_budget_usd: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100),
  person_day_budget_usd: dollars,
  workspace_day_ceiling_tokens: tokens,
  retention_days: fc.option(fc.integer({ min: 1, max: 36_500 })),
  time_zone: fc.constantFrom('UTC', 'Europe/Berlin'),
  ...Object.fromEntries(RULE_NAMES.map((name) => [name, rule])),
};

const settings: fc.Arbitrary<Settings> = fc
  .record(Object.fromEntries(NAMES.map((name) => [name, VALUES[name] ?? fc.constant(DEFAULT_SETTINGS[name])])))
  .map((values) => values as unknown as Settings);

describe('settings as text that can be typed', () => {
  it('is read back as the same value', () => {
    fc.assert(
      fc.property(settings, (values) => {
        for (const name of NAMES)
          expect([name, readSetting(name, settingText(name, values))]).toEqual([name, { kind: 'value', values: { [name]: values[name] } }]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a change of several settings as commands', () => {
  it('is read as that change, what is taken away first and one by one, the rest at once', () => {
    fc.assert(
      fc.property(settings, fc.subarray(NAMES), fc.subarray(NAMES), fc.constantFrom<SettingScope>('workspace', 'channel'), (values, chosen, taken, scope) => {
        const change = { ...Object.fromEntries(chosen.map((name) => [name, values[name]])), ...Object.fromEntries(taken.map((name) => [name, null])) };
        const read = settingsCommands(change, scope).map((command) => readCommand(command));
        const seen: Record<string, unknown> = {};
        for (const command of read) {
          if (command.kind !== 'settings' || command.action.kind !== 'change') throw new Error(JSON.stringify(command));
          expect(command.action.scope).toBe(scope);
          Object.assign(seen, command.action.values);
        }
        expect(seen).toEqual(change);
        expect(read.length).toBe(
          Object.values(change).filter((value) => value === null).length + (Object.values(change).some((value) => value !== null) ? 1 : 0),
        );
      }),
      { numRuns: 300 },
    );
  });
});
