import { createSealer as createSealerFor, type Sealer } from '../db/sealer.ts';

export type { Sealer };

/**
 * Seals what mail brings and needs: the mailbox's secrets, and each message until its text has passed the secrecy gate,
 * so that a refused text lies nowhere in clear.
 */
export function createSealer(secret: string): Sealer {
  return createSealerFor(secret, 'xinxuan mail');
}
