import { holderOf } from '../device/holder.ts';
import { openStore } from '../device/store.ts';
import { sendReports } from './sendReports.ts';

/**
 * The service worker: opens the application without network, and sends what waits when the network is back. It keeps
 * the program only. Nothing that the server says of its contents (/api) passes through it or is kept by it.
 */
declare const SHELL: { version: string; files: readonly string[] };
const shell = SHELL;

type Extended = Event & { waitUntil(work: Promise<unknown>): void };
type Fetched = Extended & { request: Request; respondWith(answer: Promise<Response>): void };
type Synced = Extended & { tag: string };
type Scope = {
  addEventListener(kind: 'install' | 'activate', act: (event: Extended) => void): void;
  addEventListener(kind: 'fetch', act: (event: Fetched) => void): void;
  addEventListener(kind: 'sync', act: (event: Synced) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
};
const worker = globalThis as unknown as Scope;

const CACHE = `xinxuan-shell-${shell.version}`;
/** Longer than this nobody waits for a page that lies on the device. */
const PAGE_WITHIN_MS = 4000;

worker.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(cache => cache.addAll(shell.files.map(file => new Request(file, { cache: 'reload' }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', event => {
  event.waitUntil(forgetOld().then(() => worker.clients.claim()));
});

/** The version before stays: pages that are still open ask for its parts. */
async function forgetOld(): Promise<void> {
  const shells = (await caches.keys()).filter(name => name.startsWith('xinxuan-shell-'));
  const old = shells.filter(name => name !== CACHE).slice(0, -1);
  await Promise.all(old.map(name => caches.delete(name)));
}

worker.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** Always the server's newest page when it answers, so that an old shell never stays. */
async function page(request: Request): Promise<Response> {
  // Of this version: over all of them the oldest one would be found first.
  const kept = await (await caches.open(CACHE)).match('/');
  if (!kept) return fetch(request);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
    return answer.status >= 500 ? kept : answer;
  } catch {
    return kept;
  }
}

/** Parts bear a hash of their content in their name: what is kept never grows stale. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    void caches.open(CACHE).then(cache => cache.put(request, copy));
  }
  return answer;
}

worker.addEventListener('sync', event => {
  if (event.tag === 'send-reports') event.waitUntil(sendWaiting());
});

/** A failure makes the browser ask again later. */
async function sendWaiting(): Promise<void> {
  const database = await openStore();
  const holder = database && (await holderOf(database, Date.now()));
  if (!database || !holder) return;
  const sent = await sendReports({ database, holder });
  database.close();
  if (sent === 'later') throw new Error('the network is not there yet');
}
