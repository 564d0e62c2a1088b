import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, client } from '../api/api.ts';
import { useConnection } from '../api/connection.ts';
import { refusal } from '../api/refusal.ts';
import { createSaver, type Saver, type SaverState, unchanged } from '../ui/saver.ts';
import { type Backup, dropBackup, findBackup, keepBackup } from './backup.ts';
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
  /** Stores what is unsaved; fails as the storing failed. */
  flush: () => Promise<Manuscript>;
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

/** Stores a draft as the server takes it, the first time as a new manuscript. */
function useStore({ stored: first, sourceFileId, onCreated }: Start) {
  const queries = useQueryClient();
  const [stored, setStored] = useState(first);
  const kept = useRef(stored);
  const latest = useRef({ sourceFileId, onCreated });
  latest.current = { sourceFileId, onCreated };
  const keep = useCallback((manuscript: Manuscript) => {
    kept.current = manuscript;
    setStored(manuscript);
  }, []);
  const store = useCallback(
    async (value: Draft, version: number | null): Promise<number> => {
      const fields = fieldsOf(value);
      if (!fields) throw noUnit();
      const before = kept.current;
      const after = await (before
        ? client.manuscripts.save({ ...fields, id: before.id, version: version ?? before.version })
        : client.manuscripts.create({ ...fields, sourceFileId: latest.current.sourceFileId })
      ).catch((error: unknown) => {
        // What may not enter the system may not stay in the browser either.
        if (refusal(error, 'zh').reason === 'secrecy_mark') dropBackup(before?.id ?? null);
        throw error;
      });
      keep(after);
      queries.setQueryData(api.manuscripts.get.queryKey({ input: { id: after.id } }), after);
      dropBackup(before?.id ?? null);
      if (!before) latest.current.onCreated(after);
      return after.version;
    },
    [queries, keep],
  );
  return { stored, kept, keep, store };
}

/** Takes up what was left unsaved last time, saves when the page is left, and again when the network is back. */
function useNothingLost(saver: Saver<Draft>, backup: Backup | null): void {
  const connection = useConnection();
  useEffect(() => {
    if (backup) saver.change(backup.draft);
    return () => void saver.flush();
  }, [saver, backup]);
  useEffect(() => {
    if (connection === 'online' && saver.state().status === 'refused') void saver.flush();
  }, [connection, saver]);
}

/** One draft being written: kept in the page, in the browser until stored, and on the server by itself. */
export function useDraft(start: Start): DraftHandle {
  const { stored, kept, keep, store } = useStore(start);
  const [backup] = useState(() => findBackup(start.stored?.id ?? null));
  const [draft, setDraft] = useState(
    () => backup?.draft ?? (start.stored ? draftOf(start.stored) : start.blank),
  );
  const [puts, setPuts] = useState(0);
  // A backup goes on from the version it was written over: if the server has moved on, that is a conflict.
  const [first] = useState(backup ? backup.version : (start.stored?.version ?? null));
  const [saving, setSaving] = useState(() => unchanged(first));
  const saver = useMemo(
    () =>
      createSaver<Draft>({
        version: first,
        save: store,
        isConflict: error => error instanceof ORPCError && error.code === 'stale',
        rest: REST_MS,
        now: () => Date.now(),
        onState: setSaving,
      }),
    [store, first],
  );
  const latest = useRef(draft);
  const put = useCallback(
    (next: Draft) => {
      latest.current = next;
      setDraft(next);
      if (isBlank(next) && !kept.current) return;
      keepBackup(kept.current?.id ?? null, { draft: next, version: saver.state().version, at: Date.now() });
      saver.change(next);
    },
    [saver, kept],
  );
  useNothingLost(saver, backup);
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
    flush: async () => {
      await saver.flush();
      if (saver.state().status !== 'saved' || !kept.current) throw saver.state().error;
      return kept.current;
    },
    rebase: manuscript => {
      keep(manuscript);
      saver.rebase(manuscript.version);
    },
  };
}
