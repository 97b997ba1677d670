/**
 * Text sealed for the database: AES-256-GCM under ENCRYPTION_KEY, bound to the place where it is kept, so that a row copied to
 * another workspace opens there no door. `v1.<key>.<nonce>.<tag>.<text>`, in base64url; `<key>` tells which key it was, not what it is.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { BatonError } from '../../../src/errors.ts';

export interface Seal {
  /** `place`: where the text is kept; it opens nowhere else. */
  seal(text: string, place: string): string;
  /** @throws BatonError `sealed-with-another-key` or `sealed-text-broken` */
  open(sealed: string, place: string): string;
}

const VERSION = 'v1';
/** What GCM is defined for; a random one per text is safe for far more texts than there are workspaces. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `encryptionKey`: 32 bytes in base64. */
export function createSeal(encryptionKey: string): Seal {
  const key = Buffer.from(encryptionKey, 'base64');
  const fingerprint = createHash('sha256').update('baton key fingerprint').update(key).digest().subarray(0, 6).toString('base64url');
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(`${VERSION} ${place}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, fingerprint, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, place) {
      const [version, sealedWith, nonce = '', tag = '', body = ''] = sealed.split('.');
      if (version !== VERSION) throw new BatonError('sealed-text-broken', 'This is no text that Baton sealed.');
      if (sealedWith !== fingerprint) throw new BatonError('sealed-with-another-key', 'This was sealed with another ENCRYPTION_KEY.');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(`${VERSION} ${place}`))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new BatonError('sealed-text-broken', 'This was changed, or belongs to another workspace.', { cause });
      }
    },
  };
}
