/** What must never be seen: the values of secret options, and the parts of them that are secret by themselves. */

/** Values shorter than this are not scrubbed on their own: `a` as a password would take the log apart. */
const SHORTEST = 4;

export function secretsIn(values: readonly string[]): string[] {
  const secrets = new Set(values.flatMap((value) => [value, ...partsOf(value), encodeURIComponent(value)]));
  // Longest first, so that a value goes before its parts.
  return [...secrets].filter((secret) => secret.length >= SHORTEST).sort((one, other) => other.length - one.length);
}

/** The password of a URL, and the hashes of `name:hash` pairs (which parse as URLs too). */
function partsOf(value: string): string[] {
  const password = URL.canParse(value) ? new URL(value).password : '';
  return [password, safelyDecoded(password), ...(value.match(/scrypt\$[\w$-]+/g) ?? [])];
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
