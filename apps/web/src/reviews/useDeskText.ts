import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import type { Block, Manuscript } from '@xinxuan/contract';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api, client } from '../api/api.ts';
import { createSaver, unchanged } from '../ui/saver.ts';
import { toast } from '../ui/toast.ts';
import { useWords } from '../words/i18n.ts';
import { reviewWords } from './words.ts';

type Text = { title: string; body: Block[] };

function textOf({ deskText, title, body }: Manuscript): Text {
  return deskText ? { title: deskText.title, body: deskText.body } : { title, body };
}

/** What somebody else has stored meanwhile, once there is a conflict. */
function useTheirs(id: string, conflict: boolean) {
  const [theirs, setTheirs] = useState<(Text & { version: number }) | null>(null);
  useEffect(() => {
    if (!conflict) return;
    const ask = client.manuscripts.get({ id });
    void ask.then(now => setTheirs({ ...textOf(now), version: now.version })).catch(() => undefined);
  }, [conflict, id]);
  const forget = useCallback(() => setTheirs(null), []);
  return [theirs, forget] as const;
}

function useDeskSaver({ id, version: opened }: Manuscript) {
  const queries = useQueryClient();
  const [first] = useState(opened);
  const [saving, setSaving] = useState(() => unchanged(first));
  const saver = useMemo(
    () =>
      createSaver<Text>({
        version: first,
        rest: null,
        save: async (value, version) => {
          const after = await client.reviews.desk.edit({ id, version: version ?? 0, ...value });
          queries.setQueryData(api.manuscripts.get.queryKey({ input: { id } }), after);
          return after.version;
        },
        isConflict: error => error instanceof ORPCError && error.code === 'stale',
        now: () => Date.now(),
        onState: setSaving,
      }),
    [id, queries, first],
  );
  return [saver, saving] as const;
}

/** The desk's text of one manuscript while it is edited; saved when asked, and when the page is left. */
export function useDeskText(start: Manuscript) {
  const t = useWords(reviewWords);
  const { id } = start;
  const [text, setText] = useState(() => textOf(start));
  const [puts, setPuts] = useState(0);
  const [saver, saving] = useDeskSaver(start);
  useEffect(() => () => void saver.flush(), [saver]);
  const [theirs, forgetTheirs] = useTheirs(id, saving.status === 'conflict');
  const change = (next: Text) => {
    setText(next);
    saver.change(next);
  };
  const replace = (next: Text) => {
    setPuts(n => n + 1);
    change(next);
  };
  const settle = () => {
    if (theirs) saver.rebase(theirs.version);
    forgetTheirs();
  };
  const save = useCallback(() => {
    const before = saver.state().savedAt;
    void saver.flush().then(version => {
      if (version !== null && saver.state().savedAt !== before)
        toast.done(t('text.saved', { title: start.title }));
    });
  }, [saver, start.title, t]);
  return {
    text,
    textKey: `${id} ${puts}`,
    saving,
    theirs,
    change,
    replace,
    save,
    keepMine: () => {
      settle();
      save();
    },
    takeTheirs: () => {
      const taken = theirs;
      settle();
      if (taken) replace({ title: taken.title, body: taken.body });
    },
  };
}
