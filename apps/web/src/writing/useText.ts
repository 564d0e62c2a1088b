import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import type { TextInWork, WrittenText } from '@xinxuan/contract';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { api, client } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import type { PaperHandle } from '../ui/paper/PaperEditor.tsx';
import { toast } from '../ui/toast.ts';
import { createSync, type Sync, type SyncState, type Unsaved } from './sync.ts';
import { RENEW_MS, type Shelf } from './unsaved.ts';
import { writingWords } from './words.ts';

const REST_MS = 1_000;
const RETRY_MS = 3_000;

function kindOf(error: unknown): 'stale' | 'lost' | 'refused' {
  if (!(error instanceof ORPCError)) return 'lost';
  if (error.code === 'stale') return 'stale';
  // A server that is starting or a session that is being renewed says nothing about the words.
  return error.status >= 500 || error.status === 401 || error.status === 429 ? 'lost' : 'refused';
}

export type Beginning = { start: TextInWork; unsaved: Unsaved | null; shelf: Shelf };

export type TextHandle = {
  /** As the server holds it: what changes and comments speak of. */
  held: TextInWork;
  sync: Sync;
  state: SyncState;
  typed: (text: WrittenText) => void;
  /** The title as it stands here. */
  title: string;
  /** An act has answered with the newest text. */
  answered: (held: TextInWork) => void;
  /** Reads it anew, for what is said about it. */
  refresh: () => void;
};

type Told = {
  onHeld: (held: TextInWork) => void;
  onState: (state: SyncState) => void;
  onTaken: (text: WrittenText) => void;
};

/** The sync of this text over the network, with what waits on its shelf. */
function syncOf({ start, unsaved, shelf }: Beginning, told: Told): Sync {
  const { id } = start;
  let secret = false;
  const keep = (text: TextInWork): TextInWork => {
    secret = false;
    told.onHeld(text);
    return text;
  };
  return createSync({
    start,
    unsaved,
    save: async (sent, text) =>
      keep(await client.writing.save({ id, version: sent.version, ...text }, { context: { key: sent.key } })),
    pull: async () => keep(await client.writing.open({ id })),
    kindOf: error => {
      // What may not enter the system may not stay in the browser either.
      secret = refusal(error, 'zh').reason === 'secrecy_mark';
      return kindOf(error);
    },
    onTaken: told.onTaken,
    onState: told.onState,
    onUnsaved: left => shelf.keep(secret ? null : left),
    newKey: () => crypto.randomUUID(),
    now: () => Date.now(),
    rest: REST_MS,
    retry: RETRY_MS,
  });
}

/** The text of one manuscript while it is worked on, saved by itself and merged with what others write. */
export function useText(
  { start, unsaved, shelf }: Beginning,
  paper: RefObject<PaperHandle | null>,
): TextHandle {
  const { id } = start;
  const [held, setHeld] = useState(start);
  const [state, setState] = useState<SyncState>({ status: 'saved', error: null, savedAt: null });
  const [title, setTitle] = useState(start.title);
  const [sync] = useState(() =>
    syncOf(
      { start, unsaved, shelf },
      {
        onHeld: setHeld,
        onState: setState,
        onTaken: text => {
          setTitle(text.title);
          paper.current?.take(text);
        },
      },
    ),
  );
  useLeft(sync, unsaved);
  useRenewed(state, shelf);
  const answered = (newest: TextInWork): void => {
    setHeld(newest);
    sync.answered(newest);
  };
  const refreshing = useRef(false);
  return {
    held,
    sync,
    state,
    title,
    typed: text => {
      setTitle(text.title);
      sync.change(text);
    },
    answered,
    refresh: () => {
      if (refreshing.current) return;
      refreshing.current = true;
      const asked = client.writing.open({ id }).then(answered);
      void asked
        .catch(() => undefined)
        .finally(() => {
          refreshing.current = false;
        });
    },
  };
}

/** What was left here is taken up; what is left behind is stored, and the pages that show the manuscript read it anew. */
function useLeft(sync: Sync, unsaved: Unsaved | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (unsaved) toast.done(writingWords.say('restored'));
    return () => {
      const leave = (): void => {
        sync.stop();
        void queries.invalidateQueries({ queryKey: api.manuscripts.key() });
        void queries.invalidateQueries({ queryKey: api.reviews.key() });
      };
      void sync.flush().finally(leave);
    };
  }, [sync, unsaved, queries]);
}

/** Words that wait are renewed while the page lives, so that no other page takes them for left behind. */
function useRenewed({ status }: SyncState, shelf: Shelf): void {
  useEffect(() => {
    if (status !== 'waiting' && status !== 'refused') return;
    const timer = setInterval(shelf.renew, RENEW_MS);
    return () => clearInterval(timer);
  }, [status, shelf]);
}
