import { useSyncExternalStore } from 'react';

const KEY = 'xinxuan.post';
const listeners = new Set<() => void>();
let post: string | null = read();

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The appointment in whose name the next request acts; null lets the server choose. */
export function actingPost(): string | null {
  return post;
}

export function actAs(appointmentId: string | null): void {
  post = appointmentId;
  try {
    if (appointmentId) localStorage.setItem(KEY, appointmentId);
    else localStorage.removeItem(KEY);
  } catch {
    // A browser without storage keeps the choice until the page is closed.
  }
  for (const listener of listeners) listener();
}

export function useActingPost(): string | null {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => post,
  );
}
