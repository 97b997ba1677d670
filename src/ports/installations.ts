/** Who has installed Baton on a platform. Tokens are encrypted before they come here, and are never logged. */
import type { TenantId } from '../engine/ids.ts';

export interface Installations {
  find(surface: string, tenant: TenantId): Promise<Installation | null>;
  /** Inserts or replaces it; one that was removed is there again. */
  keep(installation: Installation): Promise<void>;
  /** The platform said that it is over: its secret is wiped. */
  remove(surface: string, tenant: TenantId): Promise<void>;
  all(surface: string): Promise<readonly Installation[]>;
  /**
   * Runs `work` on the installation as it stands, in one process at a time and with `keep` and `remove` waiting: a token is rotated once. What `work`
   * returns is kept in its place; null: it stays as it is. Says what stands afterwards; null: there is none, and no work was done. `work` must end soon.
   */
  change(surface: string, tenant: TenantId, work: (now: Installation) => Promise<Installation | null>): Promise<Installation | null>;
}

export interface Installation {
  readonly surface: string;
  readonly tenant: TenantId;
  /** Encrypted text. */
  readonly secret: string;
  /** JSON with nothing secret in it: names, scopes, who installed it. */
  readonly about: unknown;
}
