/**
 * Which files Baton takes as input: text, Markdown, CSV, JSON, code, PDF and pictures. The name says what a file claims to
 * be, its first bytes whether that is so; what a browser declares is not asked.
 */
const CODE = new Set(
  'c cc cpp cs css dart diff erl ex exs go graphql h hpp hs html java js jsx kt kts less lua m mjs cjs mts cts patch php pl proto ps1 py r rb rs scala scss sh sql swift tf toml ts tsx vue xml yaml yml ini cfg conf env gradle dockerfile makefile'.split(
    ' ',
  ),
);
/** Maps, because a file may be named `constructor`. */
const TEXT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    txt: 'text/plain',
    text: 'text/plain',
    log: 'text/plain',
    md: 'text/markdown',
    markdown: 'text/markdown',
    csv: 'text/csv',
    tsv: 'text/csv',
    json: 'application/json',
    jsonl: 'application/json',
    ndjson: 'application/json',
  }),
);
const BINARY: ReadonlyMap<string, { readonly mediaType: string; readonly opens: (bytes: Uint8Array) => boolean }> = new Map(
  Object.entries({
    pdf: { mediaType: 'application/pdf', opens: startsWith('%PDF-') },
    png: { mediaType: 'image/png', opens: startsWith('\x89PNG\r\n\x1a\n') },
    jpg: { mediaType: 'image/jpeg', opens: startsWith('\xff\xd8\xff') },
    jpeg: { mediaType: 'image/jpeg', opens: startsWith('\xff\xd8\xff') },
    gif: { mediaType: 'image/gif', opens: startsWith('GIF8') },
    webp: { mediaType: 'image/webp', opens: (bytes) => startsWith('RIFF')(bytes) && startsWith('WEBP')(bytes.subarray(8)) },
  }),
);

export type Accepted =
  | { readonly kind: 'accepted'; readonly mediaType: string }
  /** `other-inside`: not what its name's ending says. */
  | { readonly kind: 'refused'; readonly why: 'other-kind' | 'other-inside' | 'not-text' };

export function acceptedType(name: string, bytes: Uint8Array): Accepted {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const binary = BINARY.get(ending);
  if (binary) return binary.opens(bytes) ? { kind: 'accepted', mediaType: binary.mediaType } : { kind: 'refused', why: 'other-inside' };
  const mediaType = TEXT.get(ending) ?? (CODE.has(ending) ? 'text/plain' : undefined);
  if (mediaType === undefined) return { kind: 'refused', why: 'other-kind' };
  return isText(bytes) ? { kind: 'accepted', mediaType } : { kind: 'refused', why: 'not-text' };
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function startsWith(opening: string): (bytes: Uint8Array) => boolean {
  return (bytes) => [...opening].every((character, index) => bytes[index] === character.charCodeAt(0));
}
