import type { Holder } from './holder.ts';
import { type Sealed, sealJson, unsealJson } from './seal.ts';
import { readAll, remove, write } from './store.ts';

/** A text kept on the device: under the name its draft has here, with the manuscript it belongs to once there is one. */
export type KeptText = { key: string; manuscript: string | null; at: number; content: unknown };
type TextRecord = { key: string; person: string; manuscript: string | null; at: number; sealed: Sealed };

/** The place on the device where one person's unsent texts lie. */
export type Keeping = {
  keep(text: KeptText): Promise<void>;
  drop(key: string): Promise<void>;
  /** Newest first; what the person's key does not open is left out. */
  list(): Promise<KeptText[]>;
};

export function keepingOf(database: IDBDatabase, { person, key }: Pick<Holder, 'person' | 'key'>): Keeping {
  const around = (name: string) => ({ key, name: `text ${person} ${name}` });
  return {
    keep: async ({ key: name, manuscript, at, content }) => {
      const sealed = await sealJson(content, around(name));
      const record: TextRecord = { key: name, person, manuscript, at, sealed };
      await write(database, 'texts', record);
    },
    drop: name => remove(database, 'texts', [name]),
    list: async () => {
      const records = await readAll<TextRecord>(database, 'texts', { index: 'person', is: person });
      const opened = await Promise.all(
        records.map(async ({ key: name, manuscript, at, sealed }) => ({
          key: name,
          manuscript,
          at,
          content: await unsealJson(sealed, around(name)),
        })),
      );
      return opened.filter(text => text.content !== null).sort((a, b) => b.at - a.at);
    },
  };
}

/** A browser that keeps nothing: pages say so, and go on with the server alone. */
export const KEEPING_NOTHING: Keeping = {
  keep: () => Promise.reject(new DOMException('nothing can be kept here', 'InvalidStateError')),
  drop: () => Promise.resolve(),
  list: () => Promise.resolve([]),
};
