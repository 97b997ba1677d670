/** The body of a message, checked, with its files put away: for posts, edits and answers to interactions alike. */
import { messageProblems } from '../limits/message.ts';
import { type Check, errorsOf, type Problem } from '../limits/schema.ts';
import type { Loose } from '../loose.ts';
import type { Channel } from '../world/channel.ts';
import { FLAG, type Message } from '../world/message.ts';
import type { Draft } from '../world/posting.ts';
import type { World } from '../world/world.ts';
import { Refusal } from './refusal.ts';
import type { Upload } from './request.ts';
import type { Context } from './route.ts';

type Content = Pick<Draft, 'content' | 'embeds' | 'components' | 'flags' | 'attachments' | 'allowed'>;

/** What an app may set; the rest is Discord's own. */
const OWN_FLAGS = FLAG.suppressEmbeds | FLAG.silent | FLAG.componentsV2;

export function refuseInvalid(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(50035, errorsOf(problems));
}

export function refuseShape(shape: Check, body: Loose): void {
  const problems: Problem[] = [];
  shape(body, [], problems);
  refuseInvalid(problems);
}

/** `under`: where the body stands in the call, as `data` of an interaction's answer. */
export function newContent(context: Context, channel: Channel, body: Loose, ephemeral: boolean, under?: string): Content {
  const { world } = context.server;
  checkFiles(world, context.uploads);
  refuseInvalid(
    placed(
      messageProblems(
        body,
        context.uploads.map((one) => one.name),
      ),
      under,
    ),
  );
  const empty = !body.content?.trim() && !body.embeds?.length && !body.components?.length && context.uploads.length === 0;
  if (empty) throw new Refusal(50006);
  return {
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    flags: ((body.flags ?? 0) & OWN_FLAGS) | (ephemeral ? FLAG.ephemeral : 0),
    attachments: store(world, channel, context.uploads, body.attachments, ephemeral),
    allowed: body.allowed_mentions,
  };
}

export function changedContent(context: Context, channel: Channel, message: Message, body: Loose, under?: string): Content {
  const { world } = context.server;
  checkFiles(world, context.uploads);
  const kept = body.attachments === undefined || body.attachments === null ? message.attachments : keptOf(message, body.attachments);
  const names = [...kept.flatMap((id) => world.files.get(id)?.name ?? []), ...context.uploads.map((one) => one.name)];
  refuseInvalid(placed(messageProblems(body, names, message.flags, true), under));
  const turned = typeof body.flags === 'number' && (body.flags & FLAG.componentsV2) !== 0 && (message.flags & FLAG.componentsV2) === 0;
  // A message becomes one of components alone only when what else it has is taken away in the same edit.
  if (turned && ((message.content !== '' && body.content === undefined) || (message.embeds.length > 0 && body.embeds === undefined)))
    refuseInvalid([{ path: ['flags'], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message: 'The message still has content or embeds' }]);
  const attachments = [...kept, ...store(world, channel, context.uploads, body.attachments, message.onlyFor !== null)];
  const after = {
    content: body.content ?? (body.content === null ? '' : message.content),
    components: body.components ?? (body.components === null ? [] : message.components),
  };
  const embeds = body.embeds ?? (body.embeds === null ? [] : message.embeds);
  if (after.content === '' && after.components.length === 0 && embeds.length === 0 && attachments.length === 0) throw new Refusal(50006);
  return {
    ...(body.content !== undefined && { content: body.content ?? '' }),
    ...(body.embeds !== undefined && { embeds: body.embeds ?? [] }),
    ...(body.components !== undefined && { components: body.components ?? [] }),
    ...(typeof body.flags === 'number' && { flags: (message.flags & ~FLAG.suppressEmbeds) | (body.flags & OWN_FLAGS) }),
    attachments,
    allowed: body.allowed_mentions,
  };
}

function store(world: World, channel: Channel, uploads: readonly Upload[], said: Loose, ephemeral: boolean): string[] {
  return uploads.map((upload) => {
    const about = Array.isArray(said) ? said.find((one: Loose) => String(one?.id) === upload.key) : undefined;
    const id = world.ids.snowflake();
    const name = String(about?.filename ?? upload.name);
    world.files.set(id, {
      id,
      name,
      contentType: upload.contentType,
      bytes: upload.bytes,
      channel: channel.id,
      description: about?.description ?? null,
      ephemeral,
    });
    return id;
  });
}

function checkFiles(world: World, uploads: readonly Upload[]): void {
  const limit = world.settings.fileLimitBytes;
  if (uploads.some((one) => one.bytes.length > limit) || uploads.reduce((sum, one) => sum + one.bytes.length, 0) > 25 * limit) throw new Refusal(40005);
}

function keptOf(message: Message, said: Loose): string[] {
  const ids = (Array.isArray(said) ? said : []).map((one: Loose) => String(one?.id));
  return message.attachments.filter((id) => ids.includes(id));
}

function placed(problems: readonly Problem[], under: string | undefined): Problem[] {
  return problems.map((problem) => (under === undefined ? problem : { ...problem, path: [under, ...problem.path] }));
}
