/** Everything that the page needs from the rest of Baton, and nothing else. */
import type { WebUser } from '../../src/config/web-users.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Artifacts } from '../../src/ports/artifacts.ts';
import type { Changes } from '../../src/ports/changes.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Costs } from '../../src/ports/costs.ts';
import type { Desk } from '../../src/ports/desk.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { SettingsStore } from '../../src/ports/settings-store.ts';

export interface WebDeps {
  readonly desk: Desk;
  readonly archive: Archive;
  readonly artifacts: Artifacts;
  readonly settings: SettingsStore;
  readonly costs: Costs;
  readonly changes: Changes;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: WebLog;
  readonly config: WebConfig;
  /** Offered in the plan editor. */
  personas(): Promise<readonly { readonly name: string; readonly description: string }[]>;
  health(): Promise<HealthReport>;
}

export interface WebConfig {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Empty: no login, people name themselves; allowed on loopback only. */
  readonly users: readonly WebUser[];
  /** Where people reach the page, such as `https://baton.example.org`; null: only as `host` says. */
  readonly publicUrl: string | null;
  readonly admins: readonly string[];
  readonly modelKind: 'real' | 'rehearsal';
}

export interface HealthReport {
  readonly ok: boolean;
  /** One word per part that was looked at, such as `{ database: 'ok', queue: 'ok' }`. */
  readonly parts: Readonly<Record<string, string>>;
}

/** The part of pino's logger that the page uses. */
export interface WebLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
