/** What `npm run doctor` found, a line each: what is so, and where it is wrong, what to do about it. */
import { type DiscordFinding, discordFindingWords } from './doctor-discord-words.ts';
import { type FindingLevel, type FindingWords, note, ok, wrong } from './doctor-levels.ts';

export type { FindingLevel } from './doctor-levels.ts';

export type Finding = HereFinding | SlackFinding;

type HereFinding =
  | { readonly kind: 'discord'; readonly found: DiscordFinding }
  | { readonly kind: 'config-fine' }
  | { readonly kind: 'config-wrong'; readonly variable: string; readonly wrong: string; readonly right: string }
  | { readonly kind: 'database-embedded'; readonly folder: string }
  | { readonly kind: 'database-fine'; readonly version: string }
  | { readonly kind: 'database-old'; readonly version: string }
  | { readonly kind: 'database-away'; readonly reason: string }
  | { readonly kind: 'database-not-ours'; readonly reason: string }
  | { readonly kind: 'model-rehearsal' }
  | { readonly kind: 'model-fine' }
  | { readonly kind: 'model-key-refused' }
  | { readonly kind: 'model-away'; readonly address: string; readonly reason: string };

type SlackFinding =
  | { readonly kind: 'slack-off' }
  | { readonly kind: 'slack-away'; readonly address: string; readonly reason: string }
  | { readonly kind: 'bot-fine'; readonly team: string }
  | { readonly kind: 'bot-refused'; readonly team: string | null; readonly error: string }
  | { readonly kind: 'bot-organisation' }
  | { readonly kind: 'scopes-fine'; readonly team: string; readonly count: number }
  | { readonly kind: 'scopes-unknown'; readonly team: string }
  | { readonly kind: 'scope-missing'; readonly team: string; readonly scope: string; readonly without: string }
  | { readonly kind: 'app-token-fine' }
  | { readonly kind: 'app-token-refused'; readonly error: string }
  | { readonly kind: 'client-fine' }
  | { readonly kind: 'client-refused'; readonly error: string }
  | { readonly kind: 'nobody-installed'; readonly address: string }
  | { readonly kind: 'installations-unread' }
  | { readonly kind: 'sealed-otherwise'; readonly team: string }
  | { readonly kind: 'deliveries-fine'; readonly address: string }
  | { readonly kind: 'deliveries-unknown' }
  | { readonly kind: 'deliveries-away'; readonly address: string; readonly reason: string }
  | { readonly kind: 'deliveries-refused'; readonly address: string }
  | { readonly kind: 'deliveries-elsewhere'; readonly address: string; readonly status: number }
  | { readonly kind: 'page-fine'; readonly address: string }
  | { readonly kind: 'page-away'; readonly address: string; readonly reason: string }
  | { readonly kind: 'page-elsewhere'; readonly address: string; readonly status: number }
  | { readonly kind: 'clock-fine'; readonly seconds: number }
  | { readonly kind: 'clock-off'; readonly seconds: number };

export function findingWords(finding: Finding): FindingWords {
  switch (finding.kind) {
    case 'discord':
      return discordFindingWords(finding.found);
    case 'config-fine':
      return ok('configuration', 'every variable can be read, and they fit together.');
    case 'config-wrong':
      return wrong(finding.variable, `${finding.wrong}: it must be ${finding.right}.`);
    case 'database-embedded':
      return note('DATABASE_URL', `is unset: Baton brings a PostgreSQL of its own under ${finding.folder}.`);
    case 'database-fine':
      return ok('DATABASE_URL', `PostgreSQL ${finding.version} answers and lets Baton in.`);
    case 'database-old':
      return wrong('DATABASE_URL', `leads to PostgreSQL ${finding.version}. Use 14 or newer.`);
    case 'database-away':
      return wrong('DATABASE_URL', `the database does not answer (${finding.reason}). Check that it is up, and that host and port are right.`);
    case 'database-not-ours':
      return wrong('DATABASE_URL', `the database does not let Baton in (${finding.reason}). Check user, password and database name.`);
    case 'model-rehearsal':
      return note('ANTHROPIC_API_KEY', 'is unset: the rehearsal model answers, at no cost, and every output says so.');
    case 'model-fine':
      return ok('ANTHROPIC_API_KEY', 'is accepted.');
    case 'model-key-refused':
      return wrong('ANTHROPIC_API_KEY', 'is refused. Make a new key in the Claude Console, or check ANTHROPIC_BASE_URL.');
    case 'model-away':
      return wrong(
        'ANTHROPIC_BASE_URL',
        `${finding.address} does not answer as it should (${finding.reason}). Check the address and the way out of this machine.`,
      );
    default:
      return slackWords(finding);
  }
}

function slackWords(finding: SlackFinding): FindingWords {
  switch (finding.kind) {
    case 'slack-off':
      return note('Slack', 'is not attached: SLACK_BOT_TOKEN and SLACK_APP_TOKEN attach it. docs/slack.md says how to get them.');
    case 'slack-away':
      return wrong('Slack', `${finding.address} does not answer (${finding.reason}). Check the way out of this machine, and SLACK_API_URL if it is set.`);
    case 'bot-fine':
      return ok('bot token', `is that of ${finding.team}.`);
    case 'bot-refused':
      return wrong(
        finding.team === null ? 'SLACK_BOT_TOKEN' : `bot token of ${finding.team}`,
        `${refusedBecause(finding.error)} ${howToGetABotToken(finding.team)}`,
      );
    case 'bot-organisation':
      return wrong('SLACK_BOT_TOKEN', 'is that of a whole organisation. Install the app in one workspace and take its token.');
    case 'scopes-fine':
      return ok('scopes', `all ${finding.count} are given by ${finding.team}.`);
    case 'scopes-unknown':
      return note('scopes', `Slack did not say which ${finding.team} gives.`);
    case 'scope-missing':
      return wrong(
        `scope ${finding.scope}`,
        `is missing in ${finding.team}: ${finding.without}. Add it under OAuth & Permissions (or take slack-manifest.yaml anew) and install the app again.`,
      );
    case 'app-token-fine':
      return ok('SLACK_APP_TOKEN', 'opens a connection.');
    case 'app-token-refused':
      return wrong(
        'SLACK_APP_TOKEN',
        `${refusedBecause(finding.error)} Make one under Basic Information, App-Level Tokens, with the scope connections:write; and switch Socket Mode on.`,
      );
    case 'client-fine':
      return ok('SLACK_CLIENT_SECRET', 'belongs to SLACK_CLIENT_ID.');
    case 'client-refused':
      return wrong('SLACK_CLIENT_SECRET', `${refusedBecause(finding.error)} Copy client id and secret anew from Basic Information, App Credentials.`);
    case 'nobody-installed':
      return note('installations', `there is none yet: open ${finding.address}.`);
    case 'installations-unread':
      return note('installations', 'cannot be read while the embedded database is down. Start Baton, or set DATABASE_URL.');
    case 'sealed-otherwise':
      return wrong('ENCRYPTION_KEY', `does not open the token of ${finding.team}. Set the key that it was kept with, or install Baton there again.`);
    default:
      return reachWords(finding);
  }
}

type ReachFinding = Extract<Finding, { kind: `deliveries-${string}` | `page-${string}` | `clock-${string}` }>;

function reachWords(finding: ReachFinding): FindingWords {
  switch (finding.kind) {
    case 'deliveries-fine':
      return ok('deliveries', `${finding.address} leads to Baton, and SLACK_SIGNING_SECRET is the one that it knows.`);
    case 'deliveries-unknown':
      return note('deliveries', 'the address that Slack delivers to is not known here. Set PUBLIC_URL, if it is the same one.');
    case 'deliveries-away':
      return wrong(
        'deliveries',
        `${finding.address} does not answer (${finding.reason}). Start Baton, and check that the proxy leads this path to SLACK_PORT.`,
      );
    case 'deliveries-refused':
      return wrong(
        'SLACK_SIGNING_SECRET',
        `the Baton at ${finding.address} knows another one. Give both the signing secret from Basic Information, App Credentials, and start it again.`,
      );
    case 'deliveries-elsewhere':
      return wrong('deliveries', `${finding.address} answers with ${finding.status}, which is not Baton. Check that the proxy leads this path to SLACK_PORT.`);
    case 'page-fine':
      return ok('PUBLIC_URL', `${finding.address} leads to Baton’s page.`);
    case 'page-away':
      return wrong('PUBLIC_URL', `${finding.address} does not answer (${finding.reason}). Start Baton, and check the proxy and its name.`);
    case 'page-elsewhere':
      return wrong('PUBLIC_URL', `${finding.address} answers with ${finding.status}, which is not Baton’s page. Check that the proxy leads to PORT.`);
    case 'clock-fine':
      return ok('clock', `is ${finding.seconds === 0 ? 'that of Slack' : `${finding.seconds} s off that of Slack, which is near enough`}.`);
    case 'clock-off':
      return wrong('clock', `is ${finding.seconds} s off that of Slack. Set it by the network: signed requests are good for five minutes only.`);
    default:
      return finding satisfies never;
  }
}

/** The last line. */
export function doctorVerdict(levels: readonly FindingLevel[]): string {
  const count = levels.filter((level) => level === 'wrong').length;
  if (count === 0) return 'Nothing is wrong.';
  return count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`;
}

function refusedBecause(error: string): string {
  const why = REFUSALS[error];
  return why === undefined ? `Slack refuses it (${error}).` : `Slack refuses it: ${why} (${error}).`;
}

/** Slack's own words, as docs.slack.dev/reference/methods has them. */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_auth: 'it is no token that Slack knows',
  not_authed: 'it is no token that Slack knows',
  account_inactive: 'the app was removed from the workspace, or the workspace is gone',
  token_revoked: 'it was taken back',
  token_expired: 'it has expired',
  not_allowed_token_type: 'it is a token of another kind',
  missing_scope: 'it may not do this',
  invalid_client_id: 'no app has this client id',
  bad_client_secret: 'the secret belongs to another app, or was made anew',
};

function howToGetABotToken(team: string | null): string {
  return team === null ? 'Copy it from OAuth & Permissions, Bot User OAuth Token (xoxb-), after installing the app.' : 'Install Baton there again.';
}
