/** Whether the app's own secret is right, and whether the tokens of the workspaces that installed it can be read and used. */
import { INSTALL_PATH } from '../../adapters/slack/install/app-table.ts';
import { readInstalled } from '../../adapters/slack/install/installed-team.ts';
import { createSeal, type Seal } from '../../adapters/slack/install/sealed.ts';
import type { SlackAuth } from '../../adapters/slack/install/slack-auth.ts';
import { openDatabase } from '../../db/index.ts';
import type { Finding } from '../../src/cards/doctor-words.ts';
import type { Config } from '../../src/config/index.ts';
import type { ManyWorkspaces } from '../../src/config/slack-config.ts';
import { BatonError } from '../../src/errors.ts';
import type { Installation } from '../../src/ports/installations.ts';
import { checkScopes } from './check-scopes.ts';
import { silent } from './silent-log.ts';

export async function* checkInstallations(install: ManyWorkspaces, { databaseUrl }: Config, auth: SlackAuth): AsyncGenerator<Finding> {
  // No code is worth anything; whether Slack says that or refuses the secret before is what tells.
  const tried = await auth.exchange(install, 'a code that nobody was given', install.redirectUrl);
  if (tried.kind === 'refused' && CLIENT_REFUSED.has(tried.error)) yield { kind: 'client-refused', error: tried.error };
  else yield { kind: 'client-fine' };
  if (databaseUrl === null) {
    yield { kind: 'installations-unread' };
    return;
  }
  const kept = await keptIn(databaseUrl);
  if (kept?.length === 0) yield { kind: 'nobody-installed', address: new URL(INSTALL_PATH, install.redirectUrl).href };
  const seal = createSeal(install.encryptionKey);
  for (const one of kept ?? []) yield* checkOne(one, seal, auth);
}

const CLIENT_REFUSED: ReadonlySet<string> = new Set(['invalid_client_id', 'bad_client_secret']);

/** Null: the database was a finding already, or has no tables yet. */
async function keptIn(url: string): Promise<readonly Installation[] | null> {
  try {
    const database = await openDatabase({ url, log: silent, enqueue: async () => undefined });
    try {
      return await database.installations.all('slack');
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof BatonError) return null;
    throw error;
  }
}

async function* checkOne(kept: Installation, seal: Seal, auth: SlackAuth): AsyncGenerator<Finding> {
  const team = teamOf(kept, seal);
  if (team === null) return;
  if (team === 'sealed-otherwise') {
    yield { kind: 'sealed-otherwise', team: kept.tenant };
    return;
  }
  const { tokens, about } = team;
  // An expired token is not a fault: Baton replaces it when it next needs it. The doctor changes nothing.
  if (tokens.refresh !== null && tokens.refresh.expiresAt < Date.now()) return;
  const who = await auth.whoAmI(tokens.botToken);
  if (who.kind === 'refused') yield { kind: 'bot-refused', team: about.teamName, error: who.error };
  else {
    yield { kind: 'bot-fine', team: who.value.teamName };
    yield* checkScopes(who.value.teamName, who.value.scopes ?? about.scopes);
  }
}

function teamOf(kept: Installation, seal: Seal): ReturnType<typeof readInstalled> | 'sealed-otherwise' {
  try {
    return readInstalled(kept, seal);
  } catch (error) {
    if (error instanceof BatonError) return 'sealed-otherwise';
    throw error;
  }
}
