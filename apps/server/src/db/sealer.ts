import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals bytes that may lie in the database but be read by nobody who has only the database. */
export type Sealer = {
  /** `of` is whose it is; nothing opens for another. */
  seal(bytes: Uint8Array, of: string): Buffer;
  /** Null when it was sealed with another key or for another owner, or was changed. */
  open(sealed: Uint8Array, of: string): Buffer | null;
};

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM under a key of its own for each purpose, derived from the secret that lies beside the data. */
export function createSealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return {
    seal: (bytes, of) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of));
      const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, of) => {
      if (sealed.byteLength < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(Buffer.from(of))
        .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}
