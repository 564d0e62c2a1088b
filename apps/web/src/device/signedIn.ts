import type { Me } from '@xinxuan/contract';
import { holderOf } from './holder.ts';
import { remove } from './store.ts';
import { deviceStore, heldBy } from './useKeeping.ts';

/** Whoever signs in holds the device: the key of the person before is forgotten, their texts stay sealed. */
export async function signedIn(me: Me): Promise<void> {
  if (me.rights.includes('manuscript.write')) return void (await heldBy(me));
  const database = await deviceStore();
  const before = database && (await holderOf(database, Date.now()));
  if (database && before && before.person !== me.person.id) await remove(database, 'holder', ['now']);
}
