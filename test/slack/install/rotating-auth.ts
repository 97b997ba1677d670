/** Slack's side of rotating tokens, as small as that: each refresh token is worth one new pair, once. */
import type { Answer, Granted, SlackAuth } from '../../../adapters/slack/install/slack-auth.ts';
import { BatonError } from '../../../src/errors.ts';

export interface RotatingAuth extends SlackAuth {
  /** Refresh tokens in the order in which they were used. */
  readonly used: string[];
  /** The next refresh does not come back. */
  away: boolean;
  /** Answers wait for it. */
  pause: Promise<void>;
}

export const LIFE_S = 43_200;

export function rotatingAuth(): RotatingAuth {
  const used: string[] = [];
  const unexpected = () => Promise.reject(new Error('nobody was to ask this'));
  const auth: RotatingAuth = {
    used,
    away: false,
    pause: Promise.resolve(),
    whoAmI: unexpected,
    exchange: unexpected,
    revoke: unexpected,
    openConnection: unexpected,
    async refresh(_, refreshToken): Promise<Answer<Granted>> {
      await auth.pause;
      if (auth.away) throw new BatonError('slack-unavailable', 'Slack does not answer.');
      if (used.includes(refreshToken)) return { kind: 'refused', error: 'invalid_refresh_token' };
      used.push(refreshToken);
      const nth = used.length;
      return {
        kind: 'ok',
        value: {
          ...{ teamId: 'T1', teamName: 'Team', enterpriseWide: false, botToken: `xoxe.xoxb-token-${nth}`, botUserId: 'UBOT', scopes: ['chat:write'] },
          ...{ refreshToken: `xoxe-refresh-${nth}`, expiresInS: LIFE_S, installedBy: null },
        },
      };
    },
  };
  return auth;
}
