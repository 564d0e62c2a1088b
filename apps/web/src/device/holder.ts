import { read, readAll, readEvery, remove, type StoreName, write } from './store.ts';

/** Whose device this is at the moment: one person at a time, from sign-in to sign-out or the end of the session. */
export type Holder = {
  slot: 'now';
  person: string;
  name: string;
  /** The post in which what is written here will be sent; null lets the server choose. */
  post: { id: string; role: string; unit: { id: string; name: string } } | null;
  key: CryptoKey | null;
  /** Afterwards the texts stay sealed until the person signs in again. */
  until: number;
  /** The person said that nobody else uses it: unsent work opens without network for a month. */
  own: boolean;
};

const DAY_MS = 24 * 3_600_000;
export const OWN_DEVICE_MS = 30 * DAY_MS;
/** Unsent work that nobody took up is not kept longer; where it lies open, a day. */
export const KEPT_MS = 30 * DAY_MS;
const OPEN_KEPT_MS = DAY_MS;

const KINDS: readonly StoreName[] = ['texts', 'reports', 'files'];

/** Who holds the device and has not been away for too long. */
export async function holderOf(database: IDBDatabase, now: number): Promise<Holder | null> {
  const holder = await read<Holder>(database, 'holder', 'now');
  if (!holder) return null;
  if (holder.until > now) return holder;
  await remove(database, 'holder', ['now']);
  return null;
}

export async function takeHold(database: IDBDatabase, holder: Holder): Promise<void> {
  await write(database, 'holder', holder);
}

/** Forgets the key and all unsent work of its person: after signing out nothing of them can be found here. */
export async function letGo(database: IDBDatabase, person: string): Promise<void> {
  await remove(database, 'holder', ['now']);
  for (const store of KINDS) {
    const mine = await readAll<{ key?: string; id?: string }>(database, store, {
      index: 'person',
      is: person,
    });
    await remove(
      database,
      store,
      mine.flatMap(record => record.key ?? record.id ?? []),
    );
  }
}

type Dated = { key?: string; id?: string; at: number; sealed: object };

/** Removes what has lain here too long, whosever it is. */
export async function ageOut(database: IDBDatabase, now: number): Promise<void> {
  for (const store of KINDS) {
    const all = await readEvery<Dated>(database, store);
    const old = all.filter(({ at, sealed }) => now - at > ('open' in sealed ? OPEN_KEPT_MS : KEPT_MS));
    if (old.length > 0)
      await remove(
        database,
        store,
        old.flatMap(record => record.key ?? record.id ?? []),
      );
  }
}
