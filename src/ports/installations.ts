/** Who has installed Baton on a platform. Tokens are encrypted before they come here, and are never logged. */
import type { TenantId } from '../engine/ids.ts';

export interface Installations {
  find(surface: string, tenant: TenantId): Promise<Installation | null>;
  /** Inserts or replaces it; one that was removed is there again. */
  keep(installation: Installation): Promise<void>;
  /** The platform said that it is over: its secret is wiped. */
  remove(surface: string, tenant: TenantId): Promise<void>;
  all(surface: string): Promise<readonly Installation[]>;
  /** Runs while no other process does the same for this tenant: a token is rotated once. */
  alone<Result>(surface: string, tenant: TenantId, work: () => Promise<Result>): Promise<Result>;
}

export interface Installation {
  readonly surface: string;
  readonly tenant: TenantId;
  /** Encrypted text. */
  readonly secret: string;
  /** JSON with nothing secret in it: names, scopes, who installed it. */
  readonly about: unknown;
}
