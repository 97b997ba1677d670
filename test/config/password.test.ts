import { describe, expect, test } from 'vitest';
import { hashPassword, passwordHashSchema, verifyPassword } from '../../src/config/password.ts';

describe('a password hash', () => {
  test('names its cost and fits its password only', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('correct horsf', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  test('differs each time', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  test('with a cheaper cost, from another time, still verifies', async () => {
    // RFC 7914, third vector: password "pleaseletmein", salt "SodiumChloride", N=16384, r=8, p=1, 64 bytes.
    const bytes = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887';
    const stored = `scrypt$16384$8$1$${Buffer.from('SodiumChloride').toString('base64url')}$${Buffer.from(bytes, 'hex').toString('base64url')}`;
    expect(await verifyPassword('pleaseletmein', stored)).toBe(true);
    expect(await verifyPassword('pleaseletmeout', stored)).toBe(false);
  });

  test('treats composed and decomposed letters alike', async () => {
    expect(await verifyPassword('caf\u0065\u0301', await hashPassword('caf\u00e9'))).toBe(true);
  });

  test.each(['', 'plain', 'scrypt$1$8$1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA', 'scrypt$1073741824$8$1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA'])(
    '%j is not one',
    async (stored) => {
      expect(passwordHashSchema.safeParse(stored).success).toBe(false);
      expect(await verifyPassword('x', stored)).toBe(false);
    },
  );
});
