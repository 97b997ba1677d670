import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUTTON_IDS, buttonOf, readButton } from '../../../adapters/slack/blocks/button.ts';
import { LIMITS } from '../../../adapters/slack/limits.ts';
import { anyAction } from './any-card.ts';

/** As they stand in people's threads since 0.1.0: never change these, they must stay readable. */
const RELEASED: readonly (readonly [actionId: string, value: string, pressed: unknown])[] = [
  [
    'baton:answer:0',
    '{"v":1,"kind":"answer","decision":"0199aa-d2","option":"retry-with-context"}',
    { kind: 'answer', decision: '0199aa-d2', option: 'retry-with-context' },
  ],
  [
    'baton:edit-plan:1',
    '{"v":1,"kind":"edit-plan","workflow":"0199aa","decision":"0199aa-d1","planHash":"ab12"}',
    { kind: 'edit-plan', workflow: '0199aa', decision: '0199aa-d1', planHash: 'ab12' },
  ],
  ['baton:override:2', '{"v":1,"kind":"override","workflow":"0199aa","change":"cancel"}', { kind: 'override', workflow: '0199aa', change: 'cancel' }],
  ['baton:change:1', '{"v":1,"kind":"change","workflow":"0199aa"}', { kind: 'change', workflow: '0199aa' }],
  ['baton:add-context:1', '{"v":1,"kind":"add-context","workflow":"0199aa"}', { kind: 'add-context', workflow: '0199aa' }],
  [
    'baton:correct-handoff:0',
    '{"v":1,"kind":"correct-handoff","workflow":"0199aa","phase":"p1"}',
    { kind: 'correct-handoff', workflow: '0199aa', phase: 'p1' },
  ],
  ['baton:branch:0', '{"v":1,"kind":"branch","workflow":"0199aa","number":12}', { kind: 'branch', workflow: '0199aa', number: 12 }],
  [
    'baton:correct-reading:0',
    '{"v":1,"kind":"correct-reading","workflow":"0199aa","note":"message:C1:1.2","as":{"kind":"ignored"}}',
    { kind: 'correct-reading', workflow: '0199aa', note: 'message:C1:1.2', as: { kind: 'ignored' } },
  ],
];

describe('what a button says', () => {
  it.each(RELEASED)('%s is read as it was meant', (actionId, value, pressed) => {
    expect(readButton(actionId, value)).toEqual(pressed);
  });

  it('fits into a button, names no words, and is known by its id', () => {
    fc.assert(
      fc.property(anyAction, fc.nat({ max: 60 }), (action, index) => {
        const { action_id, value } = buttonOf(action, index);
        expect(action_id.length).toBeLessThanOrEqual(LIMITS.actionId.most);
        expect(value.length).toBeLessThanOrEqual(LIMITS.buttonValue.most);
        expect(action_id).toMatch(BUTTON_IDS);
        expect(readButton(action_id, value)).not.toBeNull();
        if (action.label.length > 12) expect(value).not.toContain(action.label);
      }),
    );
  });

  it('is nothing where it is not ours, broken, of a newer release, or made up', () => {
    const value = '{"v":1,"kind":"add-context","workflow":"0199aa"}';
    for (const [actionId, given] of [
      ['someone-else:add-context:0', value],
      ['baton:add-context:0', null],
      ['baton:add-context:0', undefined],
      ['baton:add-context:0', '{"v":1,'],
      ['baton:add-context:0', '{"v":2,"kind":"add-context","workflow":"0199aa"}'],
      ['baton:add-context:0', '{"v":1,"kind":"add-context","workflow":""}'],
      ['baton:add-context:0', '{"v":1,"kind":"delete-everything","workflow":"0199aa"}'],
      ['baton:override:0', '{"v":1,"kind":"override","workflow":"0199aa","change":"approve"}'],
      ['baton:answer:0', '{"v":1,"kind":"answer","decision":"d","option":"<!channel>"}'],
      ['baton:add-context:0', `{"v":1,"kind":"add-context","workflow":"${'x'.repeat(3_000)}"}`],
    ] as const)
      expect(readButton(actionId, given)).toBeNull();
  });

  it('is read without failing, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
        expect(readButton('baton:answer:0', value)).toBeNull();
      }),
    );
  });
});
