/** Whose token a call to Slack is made with: that of the environment, or that of the workspace's installation. */
import type { TenantId } from '../../../src/engine/ids.ts';

export interface Tokens {
  /** Null: Baton is not installed there (any more). @throws BatonError when Slack or the database does not answer. */
  forTeam(tenant: TenantId): Promise<TeamToken | null>;
  /** Every workspace in which Baton is installed, as far as is known now. */
  teams(): Promise<readonly TenantId[]>;
  /** Slack refused this token: the next `forTeam` looks anew. */
  refused(tenant: TenantId, botToken: string): void;
  /**
   * Slack said that the installation is over: what was kept is wiped. `still-there`: the news is old, because Slack takes the token that is kept now (it was
   * installed anew since), and nothing was wiped. @throws BatonError when Slack or the database does not answer.
   */
  removed(tenant: TenantId): Promise<'removed' | 'still-there'>;
}

export interface TeamToken {
  readonly tenant: TenantId;
  readonly teamName: string;
  readonly botToken: string;
  readonly botUserId: string;
  /** Of the bot, as messages name it. */
  readonly botId: string | null;
  /** What the workspace allows the token; null: not known. */
  readonly scopes: readonly string[] | null;
}
