import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, client } from '../api/api.ts';
import { createSaver, type SaverState } from '../ui/saver.ts';
import { dropBackup, findBackup, keepBackup } from './backup.ts';
import { type Draft, draftOf, fieldsOf, isBlank } from './draft.ts';
import { manuscriptWords } from './words.ts';

const REST_MS = 1500;

type Start = {
  /** The stored manuscript that is changed; null for a new one. */
  stored: Manuscript | null;
  blank: Draft;
  sourceFileId: string | null;
  onCreated: (manuscript: Manuscript) => void;
};

export type DraftHandle = {
  draft: Draft;
  /** Changes with every text that was put in from outside; the editor then takes it over. */
  textKey: string;
  change: (patch: Partial<Draft>) => void;
  /** Puts a whole draft in: read from a file, or taken over in a conflict. */
  replace: (draft: Draft) => void;
  saving: SaverState;
  /** The manuscript as last stored, with what may be done to it. */
  stored: Manuscript | null;
  restored: boolean;
  flush: () => Promise<Manuscript | null>;
  rebase: (stored: Manuscript) => void;
};

/** The same shape as a refusal of the server, so that the form shows it at its field. */
function noUnit(): ORPCError<string, unknown> {
  const zh = manuscriptWords.zh['save.no_unit'];
  const sentence = { zh, en: manuscriptWords.en['save.no_unit'] };
  return new ORPCError('invalid', {
    status: 422,
    data: { reason: 'no_unit', ...sentence, fields: { unitId: sentence } },
  });
}

/** One draft being written: kept in the page, in the browser until stored, and on the server by itself. */
export function useDraft(start: Start): DraftHandle {
  const queries = useQueryClient();
  const [stored, setStored] = useState(start.stored);
  const kept = useRef(stored);
  const source = useRef(start.sourceFileId);
  source.current = start.sourceFileId;
  const created = useRef(start.onCreated);
  created.current = start.onCreated;
  const [backup] = useState(() => findBackup(start.stored?.id ?? null));
  const [draft, setDraft] = useState(
    () => backup?.draft ?? (start.stored ? draftOf(start.stored) : start.blank),
  );
  const [puts, setPuts] = useState(0);
  const [saving, setSaving] = useState<SaverState>({
    status: 'saved',
    version: start.stored?.version ?? null,
    savedAt: null,
    error: null,
  });

  const saver = useMemo(() => {
    const save = async (value: Draft, version: number | null): Promise<number> => {
      const fields = fieldsOf(value);
      if (!fields) throw noUnit();
      const before = kept.current;
      const after = before
        ? await client.manuscripts.save({ ...fields, id: before.id, version: version ?? before.version })
        : await client.manuscripts.create({ ...fields, sourceFileId: source.current });
      kept.current = after;
      setStored(after);
      queries.setQueryData(api.manuscripts.get.queryKey({ input: { id: after.id } }), after);
      dropBackup(before?.id ?? null);
      if (!before) created.current(after);
      return after.version;
    };
    return createSaver<Draft>({
      // A backup goes on from the version it was written over: if the server has moved on, that is a conflict.
      version: backup ? backup.version : (kept.current?.version ?? null),
      save,
      isConflict: error => error instanceof ORPCError && error.code === 'stale',
      rest: REST_MS,
      now: () => Date.now(),
      onState: setSaving,
    });
  }, [queries, backup]);

  const put = useCallback(
    (next: Draft) => {
      setDraft(next);
      if (isBlank(next) && !kept.current) return;
      keepBackup(kept.current?.id ?? null, { draft: next, version: saver.state().version, at: Date.now() });
      saver.change(next);
    },
    [saver],
  );
  useEffect(() => {
    if (backup) saver.change(backup.draft);
    // Leaving the page must not cost the last words.
    return () => void saver.flush();
  }, [saver, backup]);
  const latest = useRef(draft);
  latest.current = draft;

  return {
    draft,
    textKey: `${start.stored?.id ?? 'new'} ${puts}`,
    change: patch => put({ ...latest.current, ...patch }),
    replace: next => {
      setPuts(n => n + 1);
      put(next);
    },
    saving,
    stored,
    restored: backup !== null,
    flush: async () => ((await saver.flush()) === null ? null : kept.current),
    rebase: manuscript => {
      kept.current = manuscript;
      setStored(manuscript);
      saver.rebase(manuscript.version);
    },
  };
}
