/**
 * Ids in as few characters as possible, because a custom id has room for a hundred: a UUID in 23, a hash in 44, a
 * snowflake in 14. Anything else stands there as it is. What is unpacked is exactly what was packed, or null.
 */
export function packId(id: string): string {
  if (UUID.test(id)) return `u${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
  if (HASH.test(id)) return `h${Buffer.from(id, 'hex').toString('base64url')}`;
  if (NUMBER.test(id)) return `n${BigInt(id).toString(36)}`;
  const word = WORDS.indexOf(id);
  return word === -1 ? `t${encodeURIComponent(id.toWellFormed())}` : `w${word.toString(36)}`;
}

export function unpackId(packed: string): string | null {
  const id = read(packed.charAt(0), packed.slice(1));
  // One way to write each: whatever else means the same is not ours.
  return id !== null && id !== '' && packId(id) === packed ? id : null;
}

/** `<workflow>-d<n>`, of that workflow where it is known, else with it. */
export function packDecision(decision: string, of: string | null = null): string {
  const [, workflow = '', count = ''] = DECISION.exec(decision) ?? [];
  if (count === '') return `${packId(decision)}.`;
  return `${workflow === of ? '' : packId(workflow)}.${count}`;
}

export function unpackDecision(packed: string, of: string | null = null): string | null {
  const dot = packed.lastIndexOf('.');
  if (dot === -1) return null;
  const workflow = dot === 0 ? of : unpackId(packed.slice(0, dot));
  const count = packed.slice(dot + 1);
  if (workflow === null) return null;
  const decision = count === '' ? workflow : `${workflow}-d${count}`;
  return packDecision(decision, of) === packed ? decision : null;
}

/** `discord:<guild>:message:<id>`: what is between the colons, each by itself. */
export function packPath(path: string): string {
  return path
    .split(':')
    .map((part) => (part === '' ? '' : packId(part)))
    .join('/');
}

export function unpackPath(packed: string): string | null {
  const parts = packed.split('/').map((part) => (part === '' ? '' : unpackId(part)));
  return parts.every((part) => part !== null) && packed !== '' ? parts.join(':') : null;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/u;
const HASH = /^[\da-f]{64}$/u;
const NUMBER = /^[1-9]\d{11,19}$/u;
const DECISION = /^(.+)-d(0|[1-9]\d{0,5})$/su;

/** Never change their order: buttons are older than releases. New ones go to the end. */
const WORDS: readonly string[] = ['discord', 'message', 'interaction', 'reply', 'mention'];

function read(kind: string, rest: string): string | null {
  switch (kind) {
    case 'u': {
      const hex = Buffer.from(rest, 'base64url').toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    }
    case 'h':
      return Buffer.from(rest, 'base64url').toString('hex');
    case 'n':
      return numberIn(rest);
    case 'w':
      return WORDS[Number.parseInt(rest, 36)] ?? null;
    case 't':
      return textIn(rest);
    default:
      return null;
  }
}

function numberIn(digits: string): string | null {
  if (!/^[\da-z]{1,14}$/u.test(digits)) return null;
  return [...digits].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString();
}

function textIn(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
