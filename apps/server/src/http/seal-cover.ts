import type { Sealer } from '../db/sealer.ts';

type Held = { body: string; sealId: string; words: readonly string[] };

/** The words of a seal, readable by this server alone. */
export function sealWords(sealer: Sealer, { body, sealId, words }: Held): Buffer {
  return sealer.seal(Buffer.from(JSON.stringify(words)), `${body}/${sealId}/words`);
}
