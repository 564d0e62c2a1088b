import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Me } from '@xinxuan/contract';
import { client } from '../api/api.ts';
import { useMe } from '../session/me.ts';
import { ageOut, type Holder, holderOf, OWN_DEVICE_MS, takeHold } from './holder.ts';
import { KEEPING_NOTHING, type Keeping, keepingOf } from './keeping.ts';
import { keyOf } from './seal.ts';
import { openStore } from './store.ts';

let opened: Promise<IDBDatabase | null> | undefined;

/** The device's database, opened once for a page. */
export function deviceStore(): Promise<IDBDatabase | null> {
  opened ??= openStore();
  return opened;
}

export async function heldNow(): Promise<boolean> {
  const database = await deviceStore();
  return database !== null && (await holderOf(database, Date.now())) !== null;
}

/** Makes the signed-in person the holder of the device; whoever held it before can no longer be opened here. */
export async function heldBy(me: Me): Promise<{ database: IDBDatabase; holder: Holder } | null> {
  const database = await deviceStore();
  if (!database) return null;
  const before = await holderOf(database, Date.now());
  const mine = before?.person === me.person.id ? before : null;
  const key = mine ? mine.key : await keyOf((await client.manuscripts.deviceKey()).key);
  const own = mine?.own ?? false;
  const session = Date.parse(me.signedInUntil);
  const holder: Holder = {
    slot: 'now',
    person: me.person.id,
    name: me.person.name,
    post: me.post && { id: me.post.id, role: me.post.role, unit: me.post.unit },
    key,
    own,
    until: own ? Math.max(session, Date.now() + OWN_DEVICE_MS) : session,
  };
  await takeHold(database, holder);
  await ageOut(database, Date.now());
  void globalThis.navigator.storage?.persist?.().catch(() => false);
  return { database, holder };
}

async function open(me: Me): Promise<Keeping> {
  const held = await heldBy(me).catch(() => null);
  return held ? keepingOf(held.database, held.holder) : KEEPING_NOTHING;
}

const keepingQuery = (me: Me) =>
  queryOptions({
    queryKey: ['device', me.person.id, me.post?.id ?? ''],
    queryFn: () => open(me),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
  });

/** Where the unsent texts of the signed-in person lie; undefined for the moment in which it is opened. */
export function useKeeping(): Keeping | undefined {
  return useQuery(keepingQuery(useMe())).data;
}
