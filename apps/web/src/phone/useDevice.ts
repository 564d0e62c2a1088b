import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@xinxuan/contract';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { type Holder, holderOf } from '../device/holder.ts';
import { deviceStore, heldBy } from '../device/useKeeping.ts';
import { type Place, paths } from '../paths.ts';
import { whoIsThere } from '../session/whoIsThere.ts';
import { useGo } from '../ui/Go.tsx';

/** `opening`: not known yet. `nowhere`: the browser keeps nothing. `nobody`: no network, and nobody holds the device. */
export type DeviceState =
  | { is: 'opening' | 'nowhere' | 'nobody' }
  | {
      is: 'held';
      database: IDBDatabase;
      holder: Holder;
      /** Whether the server knows the holder as signed in; null while it has not answered. */
      signedIn: boolean | null;
    };

type Elsewhere = { elsewhere: Place; database: IDBDatabase; holder: Holder | null };

/** Opens the device first, so that the page stands without network, and asks the server who is there meanwhile. */
export function useDevice(): DeviceState {
  const queries = useQueryClient();
  const go = useGo();
  const [state, setState] = useState<DeviceState>({ is: 'opening' });
  useEffect(() => {
    let gone = false;
    const leave = (to: Place) => {
      if (!gone) go(to, { replace: true });
    };
    const become = (next: DeviceState) => {
      if (!gone) setState(next);
    };
    const askServer = async (database: IDBDatabase, holder: Holder | null): Promise<void> => {
      const elsewhere = await whoIsThere(queries, paths.field().to);
      const me = queries.getQueryData<Me>(api.session.me.queryKey());
      if (elsewhere) return notSignedIn({ elsewhere, database, holder });
      if (me && !me.rights.includes('manuscript.write')) return leave(paths.today());
      const held = me && (await heldBy(me));
      if (held) become({ is: 'held', ...held, signedIn: true });
    };
    const notSignedIn = ({ elsewhere, database, holder }: Elsewhere): void => {
      // Nobody answered: the page stands on what the device has.
      if (elsewhere.to === paths.field().to) {
        if (!holder) become({ is: 'nobody' });
      } else if (holder) become({ is: 'held', database, holder, signedIn: false });
      else leave(elsewhere);
    };
    const open = async (): Promise<void> => {
      const database = await deviceStore();
      if (!database) return become({ is: 'nowhere' });
      const holder = await holderOf(database, Date.now());
      if (holder) become({ is: 'held', database, holder, signedIn: null });
      await askServer(database, holder).catch(() => {
        if (!holder) become({ is: 'nobody' });
      });
    };
    const again = () => void open();
    again();
    globalThis.addEventListener('online', again);
    return () => {
      gone = true;
      globalThis.removeEventListener('online', again);
    };
  }, [queries, go]);
  return state;
}
