/** Hands bytes to the address that Slack gave for them. They are private until the upload is completed. */
import { SlackCallError } from './slack-error.ts';

/** Some megabytes over a slow line. */
const UPLOAD_TIMEOUT_MS = 60_000;

export async function uploadBytes(address: string, content: Uint8Array): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(content),
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new SlackCallError('the upload of a file', { kind: 'retry-later', afterMs: null }, cause);
  });
  await answer.body?.cancel();
  // Sent again it is another file, so nothing is lost by trying.
  if (!answer.ok) throw new SlackCallError('the upload of a file', { kind: 'retry-later', afterMs: null });
}
