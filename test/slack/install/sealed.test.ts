/** Tokens in the database open with the key and in the place that they were sealed for, and nowhere else. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSeal } from '../../../adapters/slack/install/sealed.ts';

const key = () => randomBytes(32).toString('base64');
const seal = createSeal(key());

describe('a sealed text', () => {
  test('opens where it was sealed, and shows nothing of itself', () => {
    const sealed = seal.seal('xoxb-secret-token', 'slack T1');
    expect(seal.open(sealed, 'slack T1')).toBe('xoxb-secret-token');
    expect(sealed).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/u);
    expect(Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString()).not.toContain('secret');
  });

  test('is another one each time', () => {
    expect(seal.seal('same', 'slack T1')).not.toBe(seal.seal('same', 'slack T1'));
  });

  test('opens in no other workspace', () => {
    expect(() => seal.open(seal.seal('token', 'slack T1'), 'slack T2')).toThrow(expect.objectContaining({ code: 'sealed-text-broken' }));
  });

  test('tells another key from a changed text', () => {
    const sealed = seal.seal('token', 'slack T1');
    expect(() => createSeal(key()).open(sealed, 'slack T1')).toThrow(expect.objectContaining({ code: 'sealed-with-another-key' }));
    const parts = sealed.split('.');
    for (const index of [2, 3, 4]) {
      const changed = parts.map((part, at) => (at === index ? flipped(part) : part)).join('.');
      expect(() => seal.open(changed, 'slack T1'), `part ${index}`).toThrow(expect.objectContaining({ code: 'sealed-text-broken' }));
    }
    // A shorter tag would be easier to guess.
    const short = parts.map((part, at) => (at === 3 ? part.slice(0, 6) : part)).join('.');
    expect(() => seal.open(short, 'slack T1')).toThrow(expect.objectContaining({ code: 'sealed-text-broken' }));
    expect(() => seal.open('v9.a.b.c.d', 'slack T1')).toThrow(expect.objectContaining({ code: 'sealed-text-broken' }));
    expect(() => seal.open('', 'slack T1')).toThrow(expect.objectContaining({ code: 'sealed-text-broken' }));
  });
});

function flipped(part: string): string {
  const bytes = Buffer.from(part, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64url');
}
