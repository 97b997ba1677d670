import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buttonOf, CHOICES_ID, encodeButton, readButton, readPress } from '../../../adapters/discord/components/button.ts';
import { markedIn } from '../../../adapters/discord/components/button-mark.ts';
import { packDecision, packId, packPath, unpackDecision, unpackId, unpackPath } from '../../../adapters/discord/components/packed-id.ts';
import { type Pressed, pressedBy } from '../../../adapters/discord/components/pressed.ts';
import { LIMITS } from '../../../adapters/discord/limits.ts';
import { card } from '../../../src/cards/spans.ts';
import { decisionId, workflowId } from '../../../src/engine/ids.ts';
import { anyAction, anyText } from './any-card.ts';

const RUN = '0199aa00-1122-7333-8444-555566667777';
const HASH = 'ab'.repeat(32);

/** As they stand in people's threads: never change these, they must stay readable. */
const RELEASED: readonly (readonly [customId: string, pressed: unknown])[] = [
  ['b1a,uAZmqABEiczOERFVVZmZ3dw.2,retry-with-context,0', { kind: 'answer', decision: `${RUN}-d2`, option: 'retry-with-context' }],
  [
    'b1e,uAZmqABEiczOERFVVZmZ3dw,.1,hq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s,1',
    { kind: 'edit-plan', workflow: RUN, decision: `${RUN}-d1`, planHash: HASH },
  ],
  ['b1o,uAZmqABEiczOERFVVZmZ3dw,cancel,2', { kind: 'override', workflow: RUN, change: 'cancel', sure: false }],
  ['b1O,uAZmqABEiczOERFVVZmZ3dw,cancel,0', { kind: 'override', workflow: RUN, change: 'cancel', sure: true }],
  ['b1c,uAZmqABEiczOERFVVZmZ3dw,1', { kind: 'add-context', workflow: RUN }],
  ['b1g,uAZmqABEiczOERFVVZmZ3dw,1', { kind: 'change', workflow: RUN }],
  ['b1h,uAZmqABEiczOERFVVZmZ3dw,tp1,0', { kind: 'correct-handoff', workflow: RUN, phase: 'p1' }],
  ['b1r,uAZmqABEiczOERFVVZmZ3dw,12,0', { kind: 'branch', workflow: RUN, number: 12 }],
  [
    'b1m,uAZmqABEiczOERFVVZmZ3dw,w0/n2a1x4hedjdhd/w1/nrcn1hssighs,i,0',
    { kind: 'correct-reading', workflow: RUN, note: 'discord:300000000000000001:message:100000000000000000', as: { kind: 'ignored' } },
  ],
  [
    'b1m,uAZmqABEiczOERFVVZmZ3dw,w0/n2a1x4hedjdhd/w1/nrcn1hssighs,.3,retry,0',
    {
      kind: 'correct-reading',
      workflow: RUN,
      note: 'discord:300000000000000001:message:100000000000000000',
      as: { kind: 'answer', decision: `${RUN}-d3`, option: 'retry' },
    },
  ],
  ['b1l,1', { kind: 'leave' }],
];

describe('what a button says', () => {
  it.each(RELEASED)('%s is read as it was meant, and is still written so', (customId, pressed) => {
    expect(readButton(customId)).toEqual(pressed);
    expect(encodeButton(pressed as Pressed, Number(customId.at(-1)))).toBe(customId);
  });

  it('fits into a custom id, names no words, and comes back as it was', () => {
    fc.assert(
      fc.property(anyAction, fc.nat({ max: 60 }), (action, index) => {
        const id = buttonOf(action, index);
        expect(id.length).toBeLessThanOrEqual(LIMITS.customId.most);
        expect(readButton(id)).toEqual(pressedBy(action.does));
        if (action.label.length > 12) expect(id).not.toContain(action.label);
      }),
    );
  });

  it('that has no room for its ids is found among what its card offers', () => {
    const long = workflowId(`imported/${'é'.repeat(60)}`);
    const action = {
      label: 'Add context',
      tone: 'plain',
      does: { kind: 'add-context', workflow: long, asks: { title: '', label: '', hint: '', submit: '' } },
    } as const;
    const other = { label: 'Approve', tone: 'plain', does: { kind: 'answer', decision: decisionId(`${RUN}-d1`), option: 'approve', asks: null } } as const;
    const pressed = readButton(buttonOf(action, 7));
    if (pressed?.kind !== 'marked') throw new Error(`It is ${pressed?.kind}.`);
    expect(markedIn([card('live', [], [other]), card('plan', [], [action])], pressed.mark)).toEqual({ kind: 'add-context', workflow: long });
    expect(markedIn([card('live', [], [other])], pressed.mark)).toBeNull();
  });

  it('of a list is that of the entry that was chosen', () => {
    const id = encodeButton({ kind: 'change', workflow: workflowId(RUN) }, 12);
    expect(readPress(`${CHOICES_ID}0`, [id])).toEqual({ kind: 'change', workflow: RUN });
    expect(readPress(id)).toEqual({ kind: 'change', workflow: RUN });
    expect(readPress(`${CHOICES_ID}0`)).toBeNull();
    expect(readPress(`${CHOICES_ID}0`, [`${CHOICES_ID}0`])).toBeNull();
  });

  it('is nothing where it is not ours, broken, of a newer release, or made up', () => {
    for (const id of [
      '',
      'b1',
      'b1*0',
      'someone-else',
      'b2c,uAZmqABEiczOERFVVZmZ3dw,1',
      'b1c,uAZmqABEiczOERFVVZmZ3dw',
      'b1c,uAZmqABEiczOERFVVZmZ3dw,1,2',
      'b1c,uAZmqABEiczOERFVVZmZ3dw,-1',
      'b1c,uAZmqABEiczOERFVVZmZ3d,1',
      'b1c,uAZmqABEiczOERFVVZmZ3dx,1',
      'b1c,t%,1',
      'b1c,t,1',
      'b1c,x,1',
      'b1o,uAZmqABEiczOERFVVZmZ3dw,approve,1',
      'b1a,uAZmqABEiczOERFVVZmZ3dw.2,<@1>,1',
      'b1a,uAZmqABEiczOERFVVZmZ3dw.02,approve,1',
      'b1a,.2,approve,1',
      'b1r,uAZmqABEiczOERFVVZmZ3dw,1e9,1',
      'b1x,short,1',
      `b1c,t${'x'.repeat(200)},1`,
    ])
      expect(readButton(id), id).toBeNull();
  });

  it('is read without failing, whatever comes', () => {
    const pieces = fc.array(fc.constantFrom('b1', 'a', 'm', 'e', ',', '.', '/', 'u', 'n', 'w', 't', '%', '0', 'AZmqABEiczOERFVVZmZ3dw', '-d2', '\uD800'), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          pieces.map((parts) => `b1${parts.join('')}`),
        ),
        (id) => {
          const pressed = readButton(id);
          // What is read is what we would have written.
          if (pressed !== null) expect(encodeButton(pressed, Number(id.slice(id.lastIndexOf(',') + 1))).replace(/,\d+$/u, '')).toBe(id.replace(/,\d+$/u, ''));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('ids in few characters', () => {
  it('come back as they were, or not at all', () => {
    const id = fc.oneof(
      fc.uuid(),
      anyText,
      fc.bigInt({ min: 1n, max: 2n ** 64n }).map(String),
      fc.constant(HASH),
      fc.constantFrom('discord', 'message', 'p1', '-d1', 'a-d01'),
    );
    fc.assert(
      fc.property(id, id, (one, other) => {
        const [text, of] = [one.toWellFormed(), other.toWellFormed()];
        if (text === '') return;
        expect(packId(text)).not.toMatch(/[,/]/u);
        expect(unpackId(packId(text))).toBe(text);
        expect(unpackDecision(packDecision(text))).toBe(text);
        expect(unpackDecision(packDecision(`${of}-d7`, of), of)).toBe(`${of}-d7`);
        expect(unpackPath(packPath(`${text}:${of}`))).toBe(`${text}:${of}`);
      }),
    );
  });
});
