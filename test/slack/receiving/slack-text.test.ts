/** Slack's escapes read back, as people see them and as settings take them. */
import { describe, expect, test } from 'vitest';
import { asPeopleSee, saidToBaton, unnamedIn, withIds } from '../../../adapters/slack/receiving/slack-text.ts';
import { groupId, personId } from '../../../src/engine/ids.ts';

const NAMES = new Map<ReturnType<typeof personId> | ReturnType<typeof groupId>, string>([
  [personId('U1'), 'ada'],
  [groupId('S1'), 'platform-leads'],
]);

describe('as people see it', () => {
  test.each([
    ['ask <@U1> and <@U2|ben>', 'ask @ada and @ben'],
    ['ask <@U9>', 'ask @U9'],
    ['<!subteam^S1> and <!subteam^S1|@leads>', '@platform-leads and @leads'],
    ['in <#C1|general> or <#C2>', 'in #general or #C2'],
    ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
    ['on <!date^1392734382^{date_short}|Feb 18, 2014>', 'on Feb 18, 2014'],
    ['see <https://example.com/a?b=1&amp;c=2>', 'see https://example.com/a?b=1&c=2'],
    ['see <https://example.com|our page>', 'see our page (https://example.com)'],
    ['see <http://example.com|example.com>', 'see http://example.com'],
    ['mail <mailto:ada@example.com|ada@example.com>', 'mail ada@example.com'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    // What was typed as such is text, not an escape.
    ['&lt;@U1&gt; &amp;lt;', '<@U1> &lt;'],
    ['a < b', 'a < b'],
  ])('%s', (typed, seen) => {
    expect(asPeopleSee(typed, NAMES, 'UBOT')).toBe(seen);
  });

  test('Baton is called by its name', () => {
    expect(asPeopleSee('ask <@UBOT> about it', NAMES, 'UBOT')).toBe('ask @Baton about it');
    expect(saidToBaton('<@UBOT> status', 'UBOT')).toBe('@Baton status');
    expect(saidToBaton('<@UBOT|baton>: orchestrate: do it\nwith two  spaces', 'UBOT')).toBe('@Baton orchestrate: do it\nwith two spaces');
    expect(saidToBaton('Could you look at this, <@UBOT>?', 'UBOT')).toBe('@Baton Could you look at this, ?');
    expect(saidToBaton('<@UBOT>', 'UBOT')).toBe('@Baton');
    expect(saidToBaton('<@UBOTX> hi', 'UBOT')).toBe('@Baton <@UBOTX> hi');
  });

  test('whoever is named without a name is looked up', () => {
    expect(unnamedIn('<@U1> <@U2|ben> <!subteam^S1> <#C1> <https://x.y>')).toEqual(new Set(['U1', 'S1']));
  });
});

describe('as settings take it', () => {
  test.each([
    ['/baton settings set approvers <@U1|ada>, <@W2>', '/baton settings set approvers @U1, @W2'],
    ['/baton settings set approver_groups <!subteam^S1|@leads>', '/baton settings set approver_groups S1'],
    ['/baton settings set plan_policy <!subteam^S1|@leads>, <@U1>', '/baton settings set plan_policy group:S1, @U1'],
    ['/baton settings set plan_policy group:<!subteam^S1>', '/baton settings set plan_policy group:S1'],
    ['/baton settings set allowed_channels <#C1|general>, <#C2>', '/baton settings set allowed_channels #C1, #C2'],
    ['/baton settings set groups leads: <@U1>; ops: <@U2|x>', '/baton settings set groups leads: @U1; ops: @U2'],
  ])('%s', (typed, read) => {
    expect(withIds(typed)).toBe(read);
  });
});
