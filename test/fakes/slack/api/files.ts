/** files.*: the three steps of an upload, and reading what people attached. docs.slack.dev/messaging/working-with-files */
import type { Loose } from '../loose.ts';
import { fileJson } from '../world/json.ts';
import { post } from '../world/posting.ts';
import { type Channel, isMember, type SharedFile } from '../world/workspace.ts';
import { writableChannelOf } from './find.ts';
import type { Context, Methods } from './method.ts';
import { Refusal } from './refusal.ts';

const MIME: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
};

export const fileMethods: Methods = {
  'files.getUploadURLExternal': {
    tier: 4,
    scopes: ['files:write'],
    run({ server, workspace, installed, args }) {
      const length = Number(args.length);
      if (typeof args.filename !== 'string' || args.filename === '') throw new Refusal('missing_argument');
      if (!Number.isInteger(length) || length <= 0) throw new Refusal('invalid_arguments');
      const id = server.world.ids.of('F');
      const extension = args.filename.split('.').at(-1) ?? '';
      workspace.files.set(id, {
        id,
        name: args.filename,
        title: args.filename,
        mimetype: MIME[extension] ?? 'text/plain',
        bytes: Buffer.alloc(0),
        user: installed.botUserId,
        state: 'promised',
        length,
        channels: new Set(),
        seenBy: new Set(),
        readyAt: 0,
        altText: args.alt_text ?? args.alt_txt ?? null,
        shares: [],
      });
      return { upload_url: `${server.world.origin}/upload/v1/${workspace.id}-${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    tier: 4,
    scopes: ['files:write'],
    run(context) {
      const { args, workspace, server, installed } = context;
      const named: Loose[] = Array.isArray(args.files) ? args.files : [];
      if (named.length === 0) throw new Refusal('invalid_arguments');
      const files = named.map((one) => uploaded(context, one.id));
      for (const [index, file] of files.entries()) file.title = named[index]?.title ?? file.title;
      const targets = args.channel_id
        ? [args.channel_id]
        : String(args.channels ?? '')
            .split(',')
            .filter((id) => id !== '');
      const channels = targets.map((id: string) => writableChannelOf(context, id));
      for (const file of files) {
        file.state = channels.length > 0 ? 'shared' : 'uploaded';
        file.readyAt = server.world.time.now() + server.world.settings.imagesReadyAfterMs;
      }
      for (const channel of channels) {
        const thread = threadFor(channel, args.thread_ts);
        const { message } = post(server, workspace, channel, {
          user: installed.botUserId,
          botId: installed.botId,
          text: String(args.initial_comment ?? ''),
          files: files.map((file) => file.id),
          thread,
          subtype: 'file_share',
        });
        for (const file of files) {
          file.channels.add(channel.id);
          file.shares.push({ channel: channel.id, ts: message.ts });
        }
      }
      return { files: files.flatMap((file) => fileJson(server.world, workspace, file)) };
    },
  },
  'files.info': {
    tier: 4,
    scopes: ['files:read'],
    run: (context) => ({ file: fileJson(context.server.world, context.workspace, visible(context, context.args.file))[0], comments: [] }),
  },
  'files.delete': {
    tier: 3,
    scopes: ['files:write'],
    run(context) {
      const file = visible(context, context.args.file);
      if (file.user !== context.installed.botUserId) throw new Refusal('cant_delete_file');
      file.state = 'deleted';
      return {};
    },
  },
};

function uploaded({ workspace }: Context, id: unknown): SharedFile {
  const file = workspace.files.get(String(id ?? ''));
  if (!file || file.state === 'deleted') throw new Refusal('file_not_found');
  if (file.state === 'promised') throw new Refusal('file_upload_incomplete');
  if (file.state === 'shared') throw new Refusal('file_already_completed');
  return file;
}

/** A file is seen by who uploaded it and by the members of the channels that it is in. */
export function canSee(workspace: Context['workspace'], file: SharedFile, viewer: string): boolean {
  const channels = [...file.channels].map((id) => workspace.channels.get(id)).filter((channel) => channel !== undefined);
  return file.user === viewer || file.seenBy.has(viewer) || channels.some((channel) => isMember(channel, viewer));
}

function visible({ workspace, installed }: Context, id: unknown): SharedFile {
  const file = workspace.files.get(String(id ?? ''));
  if (!file || !canSee(workspace, file, installed.botUserId)) throw new Refusal('file_not_found');
  if (file.state === 'deleted') throw new Refusal('file_deleted');
  return file;
}

function threadFor(channel: Channel, thread: unknown): string | null {
  if (typeof thread !== 'string' || thread === '') return null;
  const named = channel.messages.get(thread);
  return named ? (named.thread ?? named.ts) : null;
}
