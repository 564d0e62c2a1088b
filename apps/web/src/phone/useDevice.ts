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

/** Opens the device first, so that the page stands without network, and asks the server who is there meanwhile. */
export function useDevice(): DeviceState {
  const queries = useQueryClient();
  const go = useGo();
  const [state, setState] = useState<DeviceState>({ is: 'opening' });
  useEffect(() => {
    let gone = false;
    const become = (next: DeviceState) => {
      if (!gone) setState(next);
    };
    const askServer = async (database: IDBDatabase, holder: Holder | null): Promise<void> => {
      const elsewhere: Place | null = await whoIsThere(queries, '/field');
      if (elsewhere) {
        if (holder) return become({ is: 'held', database, holder, signedIn: false });
        if (!gone) go(elsewhere, { replace: true });
        return;
      }
      const me = queries.getQueryData<Me>(api.session.me.queryKey());
      if (me && !me.rights.includes('manuscript.write')) return go(paths.today(), { replace: true });
      const held = me && (await heldBy(me));
      if (held) become({ is: 'held', ...held, signedIn: true });
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
