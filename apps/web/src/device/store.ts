/**
 * What a device holds of its person's unsent work. Runs in pages and in the service worker, so it knows neither React
 * nor the contract. Records are sealed (seal.ts); in clear stand only names that say nothing: whose, since when, how far.
 */
export type StoreName = 'holder' | 'texts' | 'reports' | 'files';

const NAME = 'xinxuan';
const VERSION = 1;
/** How long opening may take: a browser that neither opens nor refuses must not hold up the page. */
const OPENS_WITHIN_MS = 4000;

/** The device's database; null where the browser keeps nothing, as in some private windows. */
export function openStore(): Promise<IDBDatabase | null> {
  return new Promise(resolve => {
    setTimeout(() => resolve(null), OPENS_WITHIN_MS);
    try {
      const opening = indexedDB.open(NAME, VERSION);
      opening.onupgradeneeded = () => lay(opening.result);
      opening.onerror = () => resolve(null);
      opening.onsuccess = () => {
        const database = opening.result;
        // A newer page in another tab wants to change the stores: let it.
        database.onversionchange = () => database.close();
        resolve(database);
      };
    } catch {
      resolve(null);
    }
  });
}

function lay(database: IDBDatabase): void {
  database.createObjectStore('holder', { keyPath: 'slot' });
  for (const name of ['texts', 'reports'] as const)
    database.createObjectStore(name, { keyPath: 'key' }).createIndex('person', 'person');
  const files = database.createObjectStore('files', { keyPath: 'id' });
  files.createIndex('person', 'person');
  files.createIndex('report', 'report');
}

export function read<T>(database: IDBDatabase, store: StoreName, key: string): Promise<T | undefined> {
  return answer<T | undefined>(database.transaction(store).objectStore(store).get(key));
}

export function readAll<T>(
  database: IDBDatabase,
  store: StoreName,
  by: { index: string; is: string },
): Promise<T[]> {
  return answer<T[]>(database.transaction(store).objectStore(store).index(by.index).getAll(by.is));
}

export function readEvery<T>(database: IDBDatabase, store: StoreName): Promise<T[]> {
  return answer<T[]>(database.transaction(store).objectStore(store).getAll());
}

/** Ends once the browser has it on the disk; fails with QuotaExceededError when there is no room. */
export function write(database: IDBDatabase, store: StoreName, record: unknown): Promise<void> {
  return change(database, store, records => records.put(record));
}

export function remove(database: IDBDatabase, store: StoreName, keys: readonly string[]): Promise<void> {
  return change(database, store, records => {
    for (const key of keys) records.delete(key);
  });
}

function change(
  database: IDBDatabase,
  store: StoreName,
  act: (records: IDBObjectStore) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    act(transaction.objectStore(store));
    transaction.commit();
  });
}

function answer<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error);
  });
}
