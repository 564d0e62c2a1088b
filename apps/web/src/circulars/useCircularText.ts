import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import type { Circular } from '@xinxuan/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api, client } from '../api/api.ts';
import { createSaver, type SaverState } from '../ui/saver.ts';
import type { CircularText } from './CircularPaper.tsx';

const REST_MS = 1200;

export type CircularWriting = {
  text: CircularText;
  change: (patch: Partial<CircularText>) => void;
  saving: SaverState;
  /** Saves what is unsaved; the version to act on, or null when it could not be saved. */
  flush: () => Promise<number | null>;
};

/** One circular being written: the words live here, and are saved whenever typing rests. */
export function useCircularText(circular: Circular): CircularWriting {
  const queries = useQueryClient();
  const { id } = circular;
  const [text, setText] = useState<CircularText>(() => textOf(circular));
  const [first] = useState(circular.version);
  const latest = useRef(text);
  const [saving, setSaving] = useState<SaverState>({
    status: 'saved',
    version: first,
    savedAt: null,
    error: null,
  });
  const saver = useMemo(
    () =>
      createSaver<CircularText>({
        version: first,
        save: async (value, version) => {
          const saved = await client.circulars.save({ ...value, id, version: version ?? first });
          queries.setQueryData(api.circulars.get.queryKey({ input: { id } }), saved);
          return saved.version;
        },
        isConflict: error => error instanceof ORPCError && error.code === 'stale',
        rest: REST_MS,
        now: () => Date.now(),
        onState: setSaving,
      }),
    [queries, id, first],
  );
  useEffect(() => () => void saver.flush(), [saver]);
  return {
    text,
    change: patch => {
      latest.current = { ...latest.current, ...patch };
      setText(latest.current);
      saver.change(latest.current);
    },
    saving,
    flush: saver.flush,
  };
}

function textOf({ title, number, addressee, body, signOff, signedOn }: Circular): CircularText {
  return { title, number, addressee, body, signOff, signedOn };
}
