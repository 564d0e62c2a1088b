import { useEffect, useRef, useState } from 'react';
import type { Draft } from './draft.ts';
import { type Seat, type SeatRole, takeSeat } from './seat.ts';

/** What the tabs of one person tell each other of a draft. */
export type TabText = {
  draft: Draft;
  version: number | null;
  /** What that version says on the server. */
  base: Draft | null;
  saved: boolean;
};

type TabWays = {
  text: () => TabText;
  settle: () => Promise<unknown>;
  onText: (text: TabText) => void;
  /** This tab writes now; with the words that the tab before it had not stored, if any. */
  onWriting: (left: Draft | null) => void;
};

export type Tabs = {
  role: SeatRole;
  isFollowing: () => boolean;
  tell: (text: TabText) => void;
  takeOver: () => void;
};

/** This tab among all in which the person has the draft open: exactly one of them writes. */
export function useTabs(name: string, ways: TabWays): Tabs {
  const [role, setRole] = useState<SeatRole>('writing');
  const latest = useRef(ways);
  latest.current = ways;
  const seat = useRef<Seat<TabText> | null>(null);
  const standing = useRef<SeatRole>('writing');
  const left = useRef<Draft | null>(null);
  useEffect(() => {
    const taken = takeSeat<TabText>(name, {
      text: () => latest.current.text(),
      settle: () => latest.current.settle(),
      onText: text => {
        left.current = text.saved ? null : text.draft;
        latest.current.onText(text);
      },
      onRole: next => {
        standing.current = next;
        setRole(next);
        if (next === 'writing') latest.current.onWriting(left.current);
        left.current = null;
      },
    });
    seat.current = taken;
    return () => {
      taken.leave();
      seat.current = null;
    };
  }, [name]);
  return {
    role,
    isFollowing: () => standing.current === 'following',
    tell: text => seat.current?.tell(text),
    takeOver: () => seat.current?.takeOver(),
  };
}
