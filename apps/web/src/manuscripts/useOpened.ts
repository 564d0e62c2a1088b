import type { Manuscript } from '@xinxuan/contract';
import { useEffect } from 'react';
import { client } from '../api/api.ts';

/** Tells the server, once, that whoever has it now has it on the screen: from then on it is not taken back. */
export function useOpened({ id, version, awaitsOpening }: Manuscript): void {
  // Each hand-over is a version of its own, and opened anew.
  const what = awaitsOpening ? `${id} ${version}` : null;
  useEffect(() => {
    if (what === null) return;
    const [opened = ''] = what.split(' ');
    // A mark that does not come through is made by the next look; nobody waits for it.
    client.reviews.opened({ id: opened }).catch(() => undefined);
  }, [what]);
}
