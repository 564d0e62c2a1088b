import type { Database } from '../db/connect.ts';
import { comparable } from '../text/comparable.ts';
import { fingerprintsOf } from '../text/fingerprints.ts';
import { textOf } from './paper.ts';
import { saveFingerprints, textsWithoutFingerprints } from './repeat-queries.ts';

const BATCH = 200;

/**
 * Makes sent texts findable that are not yet; answers how many there were. Safe to run twice and beside other servers.
 * What they repeat is not looked for: that is told when the next text arrives.
 */
export async function makeFindable(database: Database): Promise<number> {
  let done = 0;
  for (;;) {
    const texts = await textsWithoutFingerprints(database.db, BATCH);
    for (const { bodyId, id, body } of texts) {
      const fingerprints = fingerprintsOf(comparable(textOf(body)), bodyId);
      await database.write(
        bodyId,
        tx => saveFingerprints(tx, { id, fingerprints, crowded: [] }),
        () => false,
      );
    }
    done += texts.length;
    if (texts.length < BATCH) return done;
  }
}
