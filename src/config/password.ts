/** Passwords of the page, as `scrypt$N$r$p$salt$hash` (salt and hash in base64url). The hash names its own cost, so the cost can rise later. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** OWASP's scrypt recommendation with 32 MiB per check: N=2^15, r=8, p=3. */
const COST = { N: 32_768, r: 8, p: 3 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** `salt` is for tests only; without it a fresh random one is taken. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(SALT_BYTES)): Promise<string> {
  const hash = await derive(password, salt, HASH_BYTES, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** False for a wrong password and for a text that is no hash. Takes as long as the hash's own cost says. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parsed = passwordHashSchema.safeParse(stored);
  if (!parsed.success) return false;
  const [, N, r, p, salt = '', hash = ''] = parsed.data.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), expected.length, { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(actual, expected);
}

/** Bounds keep one login from taking more than 256 MiB. */
export const passwordHashSchema = z
  .string()
  .regex(/^scrypt\$\d+\$\d+\$\d+\$[\w-]{11,}\$[\w-]{22,}$/)
  .refine((stored) => {
    const [, N = 0, r = 0, p = 0] = stored.split('$').map(Number);
    return N >= 2 && (N & (N - 1)) === 0 && r >= 1 && p >= 1 && p <= 16 && 128 * N * r <= 256 * 1024 * 1024;
  });

function derive(password: string, salt: Buffer, bytes: number, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 128 * cost.N * cost.r + 32 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard is the same password.
    scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
