import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, client } from '../api/api.ts';
import { useConnection } from '../api/connection.ts';
import { refusal } from '../api/refusal.ts';
import type { Keeping } from '../device/keeping.ts';
import { type KeptState, keepLatest, type Latest } from '../device/keepLatest.ts';
import { createSaver, type Saver, type SaverState, unchanged } from '../ui/saver.ts';
import { type Backup, keepBackup } from './backup.ts';
import { type Draft, draftOf, fieldsOf, isBlank } from './draft.ts';
import { mergedDraft } from './mergedDraft.ts';
import { begin, noUnit } from './storeDraft.ts';
import { type Tabs, type TabText, useTabs } from './useTabs.ts';

const REST_MS = 1500;
/** How often a save that nobody answered is tried again while the page stays open. */
const AGAIN_MS = 15_000;

export type DraftStart = {
  /** The stored manuscript that is changed; null for a new one. */
  stored: Manuscript | null;
  blank: Draft;
  sourceFileId: string | null;
  onCreated: (manuscript: Manuscript) => void;
  /** Where this device keeps what the server has not got yet. */
  keeping: Keeping;
  /** What was left here unsaved last time. */
  backup: Backup | null;
  /** The name of this draft on the device. */
  draftKey: string;
};

export type DraftHandle = {
  draft: Draft;
  /** Changes with every text that was put in from outside; the editor then takes it over. */
  textKey: string;
  change: (patch: Partial<Draft>) => void;
  saving: SaverState;
  /** Whether what is unsaved also lies on the device. */
  here: KeptState;
  /** Another tab of this person is writing: this one shows what is written there. */
  following: boolean;
  takeOver: () => void;
  /** The manuscript as last stored, with what may be done to it. */
  stored: Manuscript | null;
  restored: boolean;
  /** Stores what is unsaved; fails as the storing failed. */
  flush: () => Promise<Manuscript>;
  /** Goes on from what was stored elsewhere meanwhile, with the words of both; answers what stands here now. */
  merge: (theirs: Manuscript) => Draft;
  /** Removes what lies on the device: it was sent, or thrown away. */
  forget: () => void;
  /** Removes it from the device and from the page: it will not be tried again. */
  abandon: () => void;
};

/** The copy on the device: written with every change, removed once the server has the same. */
function useLocal({ keeping, draftKey }: DraftStart) {
  const [here, setHere] = useState<KeptState>('kept');
  const place = useRef(keeping);
  place.current = keeping;
  const latest = useMemo(
    () =>
      keepLatest<Backup>({
        write: backup => keepBackup(place.current, backup),
        drop: () => place.current.drop(draftKey),
        onState: setHere,
      }),
    [draftKey],
  );
  return { here, latest };
}

/** Stores a draft as the server takes it, the first time as a new manuscript. */
function useStore(start: DraftStart, latest: Latest<Backup>, typed: { readonly current: Draft }) {
  const queries = useQueryClient();
  const [stored, setStored] = useState(start.stored);
  const kept = useRef(stored);
  const base = useRef(start.backup ? start.backup.base : start.stored && draftOf(start.stored));
  const tried = useRef(start.backup !== null);
  const begun = useRef(start);
  begun.current = start;
  const keep = useCallback((manuscript: Manuscript) => {
    const first = kept.current === null;
    kept.current = manuscript;
    setStored(manuscript);
    if (first) begun.current.onCreated(manuscript);
  }, []);
  const hold = useCallback(
    (manuscript: Manuscript) => {
      keep(manuscript);
      base.current = draftOf(manuscript);
    },
    [keep],
  );
  const store = useCallback(
    async (value: Draft, version: number | null): Promise<number> => {
      const fields = fieldsOf(value);
      if (!fields) throw noUnit();
      const before = kept.current;
      const again = tried.current;
      tried.current = true;
      const { sourceFileId, draftKey } = begun.current;
      const after = await (before
        ? client.manuscripts.save({ ...fields, id: before.id, version: version ?? before.version })
        : begin(fields, { sourceFileId, draftKey, again, onBegun: keep })
      ).catch((error: unknown) => {
        // What may not enter the system may not stay in the browser either.
        if (refusal(error, 'zh').reason === 'secrecy_mark') void latest.clear();
        throw error;
      });
      hold(after);
      queries.setQueryData(api.manuscripts.get.queryKey({ input: { id: after.id } }), after);
      const { id: manuscript, version: now } = after;
      const left = { key: draftKey, manuscript, version: now, base: base.current, at: Date.now() };
      if (value === typed.current) void latest.clear();
      else latest.put({ ...left, draft: typed.current });
      return now;
    },
    [queries, keep, hold, latest, typed],
  );
  return { stored, kept, base, hold, store };
}

/** Takes up what was left unsaved last time, saves when the page is left, and again when the network is back. */
function useNothingLost(saver: Saver<Draft>, backup: Backup | null): void {
  const connection = useConnection();
  useEffect(() => {
    if (backup) saver.change(backup.draft);
    return () => void saver.flush();
  }, [saver, backup]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection that comes back is the moment to try again
  useEffect(() => {
    const again = () => {
      const { status, error } = saver.state();
      if (status === 'refused' && isUnanswered(error)) void saver.flush();
    };
    again();
    globalThis.addEventListener('online', again);
    const timer = setInterval(again, AGAIN_MS);
    return () => {
      globalThis.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [connection, saver]);
}

/** Nobody answered, or the server cannot work just now: the same words may well be taken later. */
export function isUnanswered(error: unknown): boolean {
  return !(error instanceof ORPCError) || error.status >= 502;
}

/** The saver of this page's draft, and where it stands. */
function useSaver(first: number | null, store: (value: Draft, version: number | null) => Promise<number>) {
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
  return { saver, saving };
}

/** The text on the page: as it is shown, and as it was typed last, before the page is drawn again. */
function useText({ backup, stored, blank }: DraftStart) {
  const [draft, setDraft] = useState(() => backup?.draft ?? (stored ? draftOf(stored) : blank));
  const [puts, setPuts] = useState(0);
  const typed = useRef(draft);
  const show = (next: Draft) => {
    typed.current = next;
    setDraft(next);
  };
  return {
    draft,
    typed,
    show,
    /** Shown and taken over by the editor too. */
    put: (next: Draft) => {
      setPuts(n => n + 1);
      show(next);
    },
    textKey: `${stored?.id ?? 'new'} ${puts}`,
  };
}

/** What another tab has to know of the words that stand here. */
function toldOf({ version, status }: SaverState, text: Pick<TabText, 'draft' | 'base'>): TabText {
  return { ...text, version, saved: status === 'saved' };
}

/** One draft being written: kept in the page, on the device until stored, and on the server by itself. */
export function useDraft(start: DraftStart): DraftHandle {
  const [{ backup }] = useState(start);
  const text = useText(start);
  const { here, latest } = useLocal(start);
  const { stored, kept, base, hold, store } = useStore(start, latest, text.typed);
  // A backup goes on from the version it was written over: if the server has moved on, that is a conflict.
  const [first] = useState(backup ? backup.version : (start.stored?.version ?? null));
  const { saver, saving } = useSaver(first, store);
  const tabs = useTabs(stored?.id ?? start.draftKey, {
    text: () => toldOf(saver.state(), { draft: text.typed.current, base: base.current }),
    settle: () => saver.flush(),
    onText: told => {
      saver.adopt(told.version);
      base.current = told.base;
      text.put(told.draft);
    },
    onWriting: left => {
      if (left) change(left);
      else if (kept.current) void takeUp(kept.current.id);
    },
  });
  const takeUp = async (id: string) => {
    const fresh = await client.manuscripts.get({ id }).catch(() => null);
    if (!fresh || saver.state().status !== 'saved') return;
    hold(fresh);
    saver.adopt(fresh.version);
    text.put(draftOf(fresh));
  };
  const change = (next: Draft) => {
    text.show(next);
    if (isBlank(next) && !kept.current) return void latest.clear();
    const { version } = saver.state();
    const manuscript = kept.current?.id ?? null;
    const over = { draft: next, version, base: base.current };
    latest.put({ key: start.draftKey, manuscript, ...over, at: Date.now() });
    saver.change(next);
    tabs.tell({ ...over, saved: false });
  };
  const put = (next: Draft) => void (tabs.isFollowing() || change(next));
  useNothingLost(saver, backup);
  useToldWhenSaved(saving, tabs, () => ({ draft: text.typed.current, base: base.current }));
  const merge = (theirs: Manuscript): Draft => {
    const merged = mergedDraft(base.current, text.typed.current, draftOf(theirs));
    hold(theirs);
    saver.rebase(theirs.version);
    change(merged);
    return merged;
  };
  return {
    ...handleOf({ text, saver, kept, latest, put }),
    merge,
    saving,
    here,
    following: tabs.role === 'following',
    takeOver: tabs.takeOver,
    stored,
    restored: backup !== null,
  };
}

type Parts = {
  text: ReturnType<typeof useText>;
  saver: Saver<Draft>;
  kept: { readonly current: Manuscript | null };
  latest: Latest<Backup>;
  put: (draft: Draft) => void;
};

/** What the page does with its draft. */
function handleOf({ text, saver, kept, latest, put }: Parts) {
  return {
    draft: text.draft,
    textKey: text.textKey,
    change: (patch: Partial<Draft>) => put({ ...text.typed.current, ...patch }),
    flush: async () => {
      await saver.flush();
      if (saver.state().status !== 'saved' || !kept.current) throw saver.state().error;
      return kept.current;
    },
    forget: () => void latest.clear(),
    abandon: () => {
      saver.adopt(saver.state().version);
      void latest.clear();
    },
  };
}

/** The tabs that follow learn the version that was stored, so that one of them can go on from it. */
function useToldWhenSaved(saving: SaverState, tabs: Tabs, text: () => Pick<TabText, 'draft' | 'base'>): void {
  const { status, version } = saving;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each version that was stored
  useEffect(() => {
    if (status === 'saved' && version !== null && !tabs.isFollowing())
      tabs.tell({ ...text(), version, saved: true });
  }, [status, version]);
}
