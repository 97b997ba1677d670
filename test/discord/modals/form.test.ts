import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../adapters/discord/limits.ts';
import { type Form, readForm, writeForm } from '../../../adapters/discord/modals/form.ts';
import { readAgain } from '../../../adapters/discord/modals/open-again.ts';
import { readStep, type Step, writeStep } from '../../../adapters/discord/modals/step.ts';
import { channelId, decisionId, phaseId, workflowId } from '../../../src/engine/ids.ts';

const workflow = workflowId('0199aa00-1122-7333-8444-555566667777');
const hash = 'ab'.repeat(32);
const channel = channelId('18446744073709551615');
const seen = 'abcdefghijklmnopqrstu-';

/** A form may be open while a new release starts: never change these. */
const RELEASED: readonly (readonly [customId: string, form: Form])[] = [
  ['f1a,uAZmqABEiczOERFVVZmZ3dw.12,retry-with-context', { kind: 'answer', decision: decisionId(`${workflow}-d12`), option: 'retry-with-context' }],
  ['f1c,uAZmqABEiczOERFVVZmZ3dw', { kind: 'add-context', workflow }],
  ['f1h,uAZmqABEiczOERFVVZmZ3dw,tp1', { kind: 'correct-handoff', workflow, phase: phaseId('p1') }],
  ['f1r,uAZmqABEiczOERFVVZmZ3dw', { kind: 'branch', workflow }],
  ['f1e,uAZmqABEiczOERFVVZmZ3dw,hq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s,6,words', { kind: 'edit-work', workflow, hash, position: 6, part: 'words' }],
  ['f1w,uAZmqABEiczOERFVVZmZ3dw,hq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s,0,order', { kind: 'change-work', workflow, hash, position: 0, part: 'order' }],
  ['f1g,uAZmqABEiczOERFVVZmZ3dw,hq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s,1', { kind: 'edit-gates', workflow, hash, position: 1 }],
  ['f1p,uAZmqABEiczOERFVVZmZ3dw,hq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s,2', { kind: 'change-phase', workflow, hash, position: 2 }],
  ['f1s,,work,0,abcdefghijklmnopqrstu-', { kind: 'settings', channel: null, group: 'work', page: 0, seen }],
  ['f1s,n3w5e11264sgsf,ceilings,2,abcdefghijklmnopqrstu-', { kind: 'settings', channel, group: 'ceilings', page: 2, seen }],
];

describe('what a modal is about', () => {
  it.each(RELEASED)('%s is read as it was meant, and is still written so', (customId, form) => {
    expect(readForm(customId)).toEqual(form);
    expect(writeForm(form)).toBe(customId);
    expect(customId.length).toBeLessThanOrEqual(LIMITS.customId.most - 2);
    expect(readAgain(`r1${customId}`)).toEqual(form);
  });

  it('is nothing where it is not ours, broken, of a newer release, or made up', () => {
    const bad = [
      '',
      'f1',
      'f2c,uAZmqABEiczOERFVVZmZ3dw',
      'f1c,uAZmqABEiczOERFVVZmZ3dw,',
      'f1e,uAZmqABEiczOERFVVZmZ3dw,tx,00,words',
      'f1e,uAZmqABEiczOERFVVZmZ3dw,tx,1,other',
      'f1e,uAZmqABEiczOERFVVZmZ3dw,tx,-1,words',
      'f1a,uAZmqABEiczOERFVVZmZ3dw.1,__proto__',
      'f1s,,work,0,',
      'f1s,,Work,0,abc',
      `f1c,t${'x'.repeat(100)}`,
    ];
    for (const id of bad) expect(readForm(id), id).toBeNull();
  });

  it('is read without failing, whatever comes', () => {
    const pieces = fc.array(fc.constantFrom('a', 'e', 's', ',', '.', '1', 'words', 'uAZmqABEiczOERFVVZmZ3dw', 'tx', '%', '\uD800', 'work'), { maxLength: 10 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          pieces.map((parts) => parts.join('')),
        ),
        (rest) => {
          const form = readForm(`f1${rest}`);
          if (form !== null) expect(writeForm(form)).toBe(`f1${rest}`);
          readStep(`s1${rest}`, rest);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('a list from which a part is chosen', () => {
  it('says which part of what', () => {
    const edit: Step = { kind: 'edit-plan', workflow, hash };
    const change: Step = { kind: 'change', workflow, hash };
    const settings: Step = { kind: 'settings', channel };
    for (const step of [edit, change, settings]) expect(writeStep(step, 12).length).toBeLessThanOrEqual(LIMITS.customId.most);
    expect(readStep(writeStep(edit, 0), 'words.3')).toEqual({ kind: 'edit-work', workflow, hash, position: 3, part: 'words' });
    expect(readStep(writeStep(edit, 1), 'phase.1')).toEqual({ kind: 'edit-gates', workflow, hash, position: 1 });
    expect(readStep(writeStep(change, 0), 'order.0')).toEqual({ kind: 'change-work', workflow, hash, position: 0, part: 'order' });
    expect(readStep(writeStep(change, 0), 'phase.2')).toEqual({ kind: 'change-phase', workflow, hash, position: 2 });
    expect(readStep(writeStep(settings, 0), 'work.1')).toEqual({ kind: 'settings', channel, group: 'work', page: 1 });
    expect(readStep(writeStep(settings, 0), 'all')).toEqual({ kind: 'all-settings' });
    expect(readStep(writeStep({ kind: 'settings', channel: null }, 0), 'work.0')).toEqual({ kind: 'settings', channel: null, group: 'work', page: 0 });
  });

  it('knows nothing that did not stand in it', () => {
    const id = writeStep({ kind: 'edit-plan', workflow, hash }, 0);
    for (const value of ['', 'words', 'words.', 'words.-1', 'words.100', 'drop.1', '__proto__.1', 'all']) expect(readStep(id, value), value).toBeNull();
    for (const broken of ['', 's1', 's1e', 's1e,,,0', 's1x,ta,tb,0', id.slice(0, -2), `${id},1`]) expect(readStep(broken, 'words.1'), broken).toBeNull();
  });
});
