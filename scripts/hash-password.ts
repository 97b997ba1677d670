/** `npm run hash-password -- <name>`: asks for a password and prints the pair for WEB_USERS. The password is taken from standard input and shown nowhere. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { hashPassword } from '../src/config/password.ts';

/** Short passwords fall to guessing whatever the hash costs. */
const SHORTEST = 8;

const name = process.argv[2] ?? '';
if (!/^[^\s:,]{1,80}$/.test(name)) fail('Usage: npm run hash-password -- <name>   (a name without spaces, colons and commas)');
const password = await ask();
if (password.length < SHORTEST) fail(`The password must have at least ${SHORTEST} characters.`);
console.log(`${name}:${await hashPassword(password)}`);

async function ask(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`Password for ${name}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (process.stdin.isTTY) process.stderr.write('\n');
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
