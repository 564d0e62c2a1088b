import { isNewer } from '../api/newer.ts';
import { holderOf } from '../device/holder.ts';
import { deviceStore } from '../device/useKeeping.ts';
import { sendReports } from './sendReports.ts';

type Syncing = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Makes the application open without network, and sends what still waits on this device. */
export function startShell(): void {
  const send = () => void sendWaiting().catch(() => undefined);
  globalThis.addEventListener('online', send);
  send();
  const { serviceWorker } = globalThis.navigator;
  if (!serviceWorker || import.meta.env.DEV) return;
  // A first worker takes a page over that is as new as itself; only a later one brings something new.
  let before = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (before) isNewer();
    before = true;
  });
  void serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
}

async function sendWaiting(): Promise<void> {
  const database = await deviceStore();
  const holder = database && (await holderOf(database, Date.now()));
  if (database && holder) await sendReports({ database, holder });
}

/** Asks the browser to send even after the page has been closed, where it can. */
export async function sendLater(): Promise<void> {
  const registration: Syncing | undefined = await globalThis.navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('send-reports').catch(() => undefined);
}
