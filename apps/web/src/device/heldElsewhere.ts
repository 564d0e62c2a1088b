/** The name under which a tab holds a draft while it writes it. */
export const seatName = (draft: string): string => `xinxuan.draft.${draft}`;

/** The drafts that open tabs of this browser are writing just now; none where the browser cannot tell. */
export async function seatsTaken(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await globalThis.navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(lock => lock.name ?? []));
}
