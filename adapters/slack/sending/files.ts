/**
 * Files on their way to Slack: an address for each, the bytes, and one call that shares all of them. A workspace that
 * does not allow it is left alone for an hour.
 */
import { z } from 'zod';
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { SlackApi } from './api.ts';
import { slackFailure } from './slack-error.ts';
import { uploadBytes } from './upload-bytes.ts';

export interface NewFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** For those who cannot see a picture. */
  readonly alt: string | null;
}

export interface SlackFiles {
  /** False: the scope is missing, as far as is known. */
  allowed(tenant: TenantId): boolean;
  /** Uploads one file, which nobody sees yet. Returns Slack's id of it. */
  upload(tenant: TenantId, file: NewFile, priority: Priority): Promise<string>;
  /** Shares uploaded files in a thread, or with nobody: then only blocks can show them. */
  share(tenant: TenantId, files: readonly SharedFile[], to: FilePlace | null, priority: Priority): Promise<void>;
}

export interface SharedFile {
  readonly id: string;
  readonly title: string;
}

export interface FilePlace {
  readonly channel: ChannelId;
  readonly thread: ThreadId;
}

const addressSchema = z.object({ upload_url: z.string(), file_id: z.string() });

const FORGIVEN_AFTER_MS = 3_600_000;

export function createFiles({ api, clock }: { readonly api: SlackApi; readonly clock: Clock }): SlackFiles {
  const refusedAt = new Map<TenantId, number>();

  async function call(tenant: TenantId, method: string, args: Readonly<Record<string, unknown>>, priority: Priority): Promise<unknown> {
    try {
      return await api.call(tenant, method, args, { priority });
    } catch (error) {
      if (slackFailure(error)?.kind === 'missing-scope') refusedAt.set(tenant, clock.now());
      throw error;
    }
  }

  return {
    allowed: (tenant) => clock.now() - (refusedAt.get(tenant) ?? Number.NEGATIVE_INFINITY) > FORGIVEN_AFTER_MS,
    async upload(tenant, { name, content, alt }, priority) {
      const args = { filename: name, length: content.byteLength, ...(alt === null ? {} : { alt_text: alt }) };
      const { upload_url, file_id } = addressSchema.parse(await call(tenant, 'files.getUploadURLExternal', args, priority));
      await uploadBytes(upload_url, content);
      return file_id;
    },
    async share(tenant, files, to, priority) {
      await call(tenant, 'files.completeUploadExternal', { files, ...(to === null ? {} : { channel_id: to.channel, thread_ts: to.thread }) }, priority);
    },
  };
}
