import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Where money goes: personal data, kept sealed, shown in full on an exported payment list alone. */
export type PayeeAccount = { accountName: string; bank: string; account: string; idSuffix: string };

/** Whose data it is; a sealed text opens for no other owner. */
export type SealedFor = { body: string; ownerKind: string; ownerId: string };

export type Vault = {
  seal(account: PayeeAccount, of: SealedFor): Buffer;
  /** Null when it was sealed with another key: after the key was lost, the data has to be entered again. */
  open(sealed: Buffer, of: SealedFor): PayeeAccount | null;
};

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM with a key of its own, derived from the secret that lies beside the data and not in the database. */
export function createVault(secret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'xinxuan payees', 32));
  const aad = ({ body, ownerKind, ownerId }: SealedFor): Buffer =>
    Buffer.from(`${body}/${ownerKind}/${ownerId}`);
  return {
    seal: (account, of) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(of));
      const text = Buffer.concat([cipher.update(JSON.stringify(account), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open: (sealed, of) => {
      const nonce = sealed.subarray(0, NONCE);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
        .setAAD(aad(of))
        .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      try {
        const text = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
        return JSON.parse(text.toString('utf8')) as PayeeAccount;
      } catch {
        return null;
      }
    },
  };
}
