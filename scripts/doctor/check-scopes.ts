/** Which of the scopes that Baton uses a workspace does not give, and what does not work without each. */
import { SCOPE_NAMES, SCOPES } from '../../adapters/slack/install/app-table.ts';
import type { Finding } from '../../src/cards/doctor-words.ts';

/** `given` null: Slack did not say. */
export function* checkScopes(team: string, given: readonly string[] | null): Generator<Finding> {
  if (given === null) {
    yield { kind: 'scopes-unknown', team };
    return;
  }
  const missing = SCOPE_NAMES.filter((scope) => !given.includes(scope));
  for (const scope of missing) yield { kind: 'scope-missing', team, scope, without: SCOPES[scope].without };
  if (missing.length === 0) yield { kind: 'scopes-fine', team, count: SCOPE_NAMES.length };
}
