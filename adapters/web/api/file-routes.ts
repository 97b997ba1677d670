/** Files over HTTP: taking them in, and handing artifacts out whole. */
import type { Context, Hono } from 'hono';
import type { ArtifactRef } from '../../../src/engine/body.ts';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import type { WebDeps } from '../deps.ts';
import { readArtifactId } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { readForm } from '../files/form.ts';
import { receiveFiles } from '../files/receive.ts';
import { badInput, notFound } from '../problem.ts';
import { artifactJson } from '../workflow-json.ts';

/** The only types that a browser is given to show. */
export const SHOWN_PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export function fileRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.post('/api/files', async (c) => {
    const form = await readForm(c);
    const refs = await receiveFiles(deps, [...form.all('file'), ...form.all('files')]);
    if (refs.length === 0) throw badInput('Send one or more files in the field `file`.');
    return c.json({ files: refs.map(artifactJson) }, 201);
  });

  app.get('/api/artifacts/:id', async (c) => {
    const { ref, content } = await artifact(deps, c);
    return sendArtifact(c, ref, content, 'attachment');
  });

  app.get('/artifacts/:id/picture', async (c) => {
    const { ref, content } = await artifact(deps, c);
    if (!SHOWN_PICTURES.has(ref.mediaType)) throw notFound('picture');
    return sendArtifact(c, ref, content, 'inline');
  });
}

async function artifact(deps: WebDeps, c: Context<WebEnv>) {
  const found = await deps.artifacts.read(LOCAL_TENANT, readArtifactId(c.req.param('id') ?? ''));
  if (found === null) throw notFound('file');
  return found;
}

function sendArtifact(c: Context<WebEnv>, ref: ArtifactRef, content: Uint8Array, disposition: 'attachment' | 'inline'): Response {
  // Names may hold any letter: the plain form is for old clients, the starred one is exact (RFC 6266).
  const plain = ref.name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const exact = encodeURIComponent(ref.name).replace(/['()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return c.body(new Uint8Array(content), 200, {
    'content-type': ref.mediaType.startsWith('text/') ? `${ref.mediaType}; charset=utf-8` : ref.mediaType,
    'content-disposition': `${disposition}; filename="${plain}"; filename*=UTF-8''${exact}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=3600, immutable',
  });
}
