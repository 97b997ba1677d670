/**
 * Text that may be large. Events stay small: up to 8 KB rides in the event, more lives in an artifact
 * that the event names by id, size and hash.
 */
import type { ArtifactId } from './ids.ts';

/** DESIGN: bodies over 8 KB live in artifacts. */
export const INLINE_BODY_BYTES = 8192;

export type Body = { readonly kind: 'inline'; readonly text: string } | { readonly kind: 'stored'; readonly artifact: ArtifactRef; readonly opening: string };

/** Names an artifact without carrying it. */
export interface ArtifactRef {
  readonly id: ArtifactId;
  /** File name that people see and download. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hex SHA-256 of the content. */
  readonly sha256: string;
}

/** The part of a body that is at hand without a read: all of it when inline, its opening otherwise. */
export function openingOf(body: Body): string {
  return body.kind === 'inline' ? body.text : body.opening;
}

export function bytesOf(body: Body): number {
  return body.kind === 'inline' ? utf8Bytes(body.text) : body.artifact.bytes;
}

export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
