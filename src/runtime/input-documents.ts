/** Files that people attach, as a model can read them. What no model can read is refused by name when it is attached. */
import type { ArtifactRef } from '../engine/body.ts';
import { type FilesRead, GLANCE_BYTES } from '../engine/request-files.ts';
import type { ModelDocument } from '../ports/model.ts';
import type { DriveMemory } from './drive-memory.ts';

type ImageType = Extract<ModelDocument, { kind: 'image' }>['mediaType'];

const IMAGE_TYPES: Readonly<Record<ImageType, true>> = { 'image/png': true, 'image/jpeg': true, 'image/gif': true, 'image/webp': true };
/** Types that browsers give to text besides `text/*`. */
const TEXT_TYPES = /^(text\/.+|application\/(json|xml|yaml|x-yaml|toml|javascript|typescript|sql|x-sh|x-ndjson|[a-z.+-]+\+(json|xml)))$/u;
/** Code and notes that arrive as `application/octet-stream` or with a type that means something else (`.ts` is video to browsers). */
const TEXT_NAMES =
  /\.(txt|md|markdown|csv|tsv|json|jsonl|ya?ml|toml|ini|env|xml|html?|css|scss|m?[jt]sx?|cjs|py|rb|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cs|swift|php|pl|sh|bash|zsh|ps1|sql|graphql|proto|tf|lua|r|ex|exs|erl|hs|clj|vue|svelte|diff|patch|log|dockerfile|makefile|gitignore)$|^(dockerfile|makefile)$/iu;

export type DocumentKind = 'text' | 'pdf' | ImageType;

/** Null: no model can read it. */
export function documentKind(name: string, mediaType: string): DocumentKind | null {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return 'pdf';
  if (isImageType(type)) return type;
  if (TEXT_TYPES.test(type) || TEXT_NAMES.test(name)) return 'text';
  return null;
}

export async function inputDocuments(
  { files, how }: Pick<FilesRead, 'files' | 'how'>,
  memory: Pick<DriveMemory, 'content'>,
): Promise<readonly ModelDocument[]> {
  if (how === 'glance') return [{ kind: 'text', name: 'overview of the files', text: await overviewOf(files, memory) }];
  const documents = await Promise.all(files.map(async (ref) => documentOf(ref, await memory.content(ref))));
  return documents.flatMap((document) => document ?? []);
}

async function overviewOf(files: readonly ArtifactRef[], memory: Pick<DriveMemory, 'content'>): Promise<string> {
  const entries = await Promise.all(files.map(async (ref) => `## ${ref.name} (${ref.mediaType}, ${ref.bytes} bytes)\n${await openingOf(ref, memory)}`));
  return [`${files.length} files, of which only the openings are shown here. Whoever works on them reads them whole.`, ...entries].join('\n\n');
}

async function openingOf(ref: ArtifactRef, memory: Pick<DriveMemory, 'content'>): Promise<string> {
  if (documentKind(ref.name, ref.mediaType) !== 'text') return '';
  // Cut by bytes, which is what was set aside for it: `stream` leaves out a character that was cut in two.
  return `${new TextDecoder().decode((await memory.content(ref)).subarray(0, GLANCE_BYTES), { stream: true })}${ref.bytes > GLANCE_BYTES ? '…' : ''}`;
}

function documentOf(ref: ArtifactRef, content: Uint8Array): ModelDocument | null {
  const kind = documentKind(ref.name, ref.mediaType);
  switch (kind) {
    case null:
      return null;
    case 'text':
      return { kind: 'text', name: ref.name, text: new TextDecoder().decode(content) };
    case 'pdf':
      return { kind: 'pdf', name: ref.name, base64: Buffer.from(content).toString('base64') };
    default:
      return { kind: 'image', name: ref.name, mediaType: kind, base64: Buffer.from(content).toString('base64') };
  }
}

function isImageType(type: string): type is ImageType {
  return Object.hasOwn(IMAGE_TYPES, type);
}
