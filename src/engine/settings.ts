/**
 * The settings a workflow runs under: the six of the source documents and ours. A workflow keeps the
 * values that were in force when it was requested; a later change does not move running work.
 */
import { z } from 'zod';

export const settingsSchema = z.strictObject({
  max_parallel_agents: z.int().min(1).max(6),
  default_timeout_minutes: z.int().min(1).max(240),
  auto_ralph_handoff: z.boolean(),
  ultrathink_for_plan: z.boolean(),
  verbose_progress: z.boolean(),
  confirm_before_execute: z.boolean(),
  /** People who may answer decisions besides the requester; empty means anyone in the channel. */
  approvers: z.array(z.string().min(1).max(200)).max(50),
  /** Dollars that one workflow may cost before Baton pauses and asks. */
  workflow_budget_usd: z.number().min(0.01).max(10_000),
  /** IANA name; day budgets and shown times use it. */
  time_zone: z.string().refine(isTimeZone, 'is not an IANA time zone such as Europe/Berlin'),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  max_parallel_agents: 3,
  default_timeout_minutes: 30,
  auto_ralph_handoff: true,
  ultrathink_for_plan: true,
  verbose_progress: true,
  confirm_before_execute: true,
  approvers: [],
  workflow_budget_usd: 2,
  time_zone: 'UTC',
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
