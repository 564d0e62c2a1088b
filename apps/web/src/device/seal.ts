/** Bytes that only the key of their person opens. Without Web Crypto (plain http) they lie open, for a day at most. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer } | { open: ArrayBuffer };

/** What belongs together is sealed together: a record put under another name does not open. */
type Around = { key: CryptoKey | null; name: string };

const ALGORITHM = 'AES-GCM';

export async function seal(content: Uint8Array<ArrayBuffer>, { key, name }: Around): Promise<Sealed> {
  if (!key) return { open: content.slice().buffer };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(
    { name: ALGORITHM, iv, additionalData: new TextEncoder().encode(name) },
    key,
    content,
  );
  return { iv, data };
}

/** Null when it was sealed by another key, under another name, or has been damaged. */
export async function unseal(sealed: Sealed, { key, name }: Around): Promise<ArrayBuffer | null> {
  if ('open' in sealed) return sealed.open;
  if (!key) return null;
  const additionalData = new TextEncoder().encode(name);
  return crypto.subtle
    .decrypt({ name: ALGORITHM, iv: sealed.iv, additionalData }, key, sealed.data)
    .catch(() => null);
}

export async function sealJson(content: unknown, around: Around): Promise<Sealed> {
  return seal(new TextEncoder().encode(JSON.stringify(content)), around);
}

/** What was sealed as JSON; null when it cannot be opened or read. The caller checks its shape. */
export async function unsealJson(sealed: Sealed, around: Around): Promise<unknown> {
  const bytes = await unseal(sealed, around);
  if (!bytes) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The key as the browser holds it: usable, and never to be read out again. Null without Web Crypto. */
export async function keyOf(base64: string): Promise<CryptoKey | null> {
  if (!globalThis.crypto?.subtle) return null;
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['encrypt', 'decrypt']);
}
