/** What the settings of budgets must keep: none goes above its ceiling. */
import { BUDGET_UNITS, type BudgetUnit, budgetSetting, DAY_SCOPES } from './budget.ts';
import type { SettingName, Settings } from './settings.ts';

export interface AboveCeiling {
  readonly setting: SettingName;
  readonly value: number;
  readonly unit: BudgetUnit;
  readonly ceiling: number;
  readonly ceilingSetting: SettingName;
}

/** For settings as they would be after a change. */
export function budgetsAboveCeiling(settings: Settings): readonly AboveCeiling[] {
  return (['workflow', ...DAY_SCOPES] as const).flatMap((scope) =>
    BUDGET_UNITS.flatMap((unit): AboveCeiling[] => {
      const setting = budgetSetting({ scope, unit }, 'budget');
      const ceilingSetting = budgetSetting({ scope, unit }, 'ceiling');
      const value = settings[setting];
      const ceiling = settings[ceilingSetting];
      return typeof value === 'number' && typeof ceiling === 'number' && value > ceiling ? [{ setting, value, unit, ceiling, ceilingSetting }] : [];
    }),
  );
}
