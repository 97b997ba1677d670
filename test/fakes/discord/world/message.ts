/** A message, and what was attached to it. */
import type { Loose } from '../loose.ts';

/** The bits of Discord's MessageFlags that this server knows. */
export const FLAG = { suppressEmbeds: 4, hasThread: 32, ephemeral: 64, loading: 128, silent: 4096, componentsV2: 32_768 } as const;

export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  /** The numbers of Discord's MessageType: 0 said, 18 thread created, 19 reply, 20 command, 21 thread starter, 23 context menu. */
  readonly type: number;
  content: string;
  embeds: readonly Loose[];
  components: readonly Loose[];
  flags: number;
  /** Ids of files. */
  attachments: readonly string[];
  readonly nonce: string | number | null;
  /** The message that it answers. */
  readonly replyTo: string | null;
  /** Only this person sees it. */
  readonly onlyFor: string | null;
  /** The interaction that it answers. */
  readonly interaction: string | null;
  readonly at: number;
  editedAt: number | null;
  /** What its text calls: kept with it, shown to the app. */
  mentions: Mentions;
}

export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly channel: string;
  readonly description: string | null;
  readonly ephemeral: boolean;
}
