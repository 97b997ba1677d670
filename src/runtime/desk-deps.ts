/** What the desk works with. */
import type { Logger } from 'pino';
import type { Artifacts } from '../ports/artifacts.ts';
import type { Costs } from '../ports/costs.ts';
import type { History } from '../ports/history.ts';
import type { Ids } from '../ports/ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Library } from '../ports/library.ts';
import type { Posts } from '../ports/posts.ts';
import type { Retention } from '../ports/retention.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { DeliverDeps } from './deliver.ts';

export interface DeskDeps extends DeliverDeps {
  readonly ledger: Pick<Ledger, 'open'>;
  readonly artifacts: Artifacts;
  readonly posts: Pick<Posts, 'recordPerson'>;
  readonly settings: SettingsStore;
  readonly costs: Costs;
  readonly history: History;
  readonly retention: Retention;
  readonly library: Library;
  readonly ids: Ids;
  readonly log: Logger;
  /** Whether the model at hand is the rehearsal model. */
  readonly rehearsal: boolean;
  /** For the words of a refusal; who is an admin comes with each action. */
  readonly admins: readonly string[];
  /** Surfaces whose threads have no copy of what people wrote: the page. */
  readonly keepsPeople: ReadonlySet<string>;
}
