/** From text to a stored body or artifact, with fresh ids, sizes and hashes; and the openings that events carry. */
import { createHash } from 'node:crypto';
import { type ArtifactRef, type Body, INLINE_BODY_BYTES } from '../engine/body.ts';
import { artifactId } from '../engine/ids.ts';
import type { Ids } from '../ports/ids.ts';
import type { NewArtifact } from '../ports/ledger.ts';

/** Enough for a card's excerpt; the whole stands in the artifact. */
const OPENING_CHARACTERS = 400;

export interface StoredBody {
  readonly body: Body;
  /** Empty when the body rides inline. */
  readonly artifacts: readonly NewArtifact[];
}

export function storedBody(text: string, name: string, ids: Ids): StoredBody {
  const content = new TextEncoder().encode(text);
  if (content.length <= INLINE_BODY_BYTES) return { body: { kind: 'inline', text }, artifacts: [] };
  const ref = refTo(content, name, 'text/markdown', ids);
  return { body: { kind: 'stored', artifact: ref, opening: openingOfText(text) }, artifacts: [{ ref, content }] };
}

export function textArtifact(text: string, name: string, ids: Ids): NewArtifact {
  const content = new TextEncoder().encode(text);
  return { ref: refTo(content, name, 'text/markdown', ids), content };
}

/** Never half a surrogate pair: characters are counted, not code units. */
export function openingOfText(text: string): string {
  return [...text.slice(0, OPENING_CHARACTERS * 2)].slice(0, OPENING_CHARACTERS).join('');
}

function refTo(content: Uint8Array, name: string, mediaType: string, ids: Ids): ArtifactRef {
  return { id: artifactId(ids.next()), name, mediaType, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
