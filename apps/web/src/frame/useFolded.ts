import { useState } from 'react';
import { useMe } from '../session/me.ts';
import { open, SECTIONS, type Section } from './nouns.ts';

/** More than this does not fit on a screen of 900 pixels; whoever has fewer sees all of them. */
const FITS = 18;
/** What everybody opens every day begins open. */
const DAILY = new Set(['today', 'manuscripts']);

const keyOf = (person: string): string => `xinxuan.nav.${person}`;

/** Which sections of the navigation are folded: as this person left them on this device. */
export function useFolded(): {
  isFolded: (section: Section) => boolean;
  fold: (id: string, on: boolean) => void;
} {
  const me = useMe();
  const [said, setSaid] = useState(() => readSaid(me.person.id));
  const nouns = open(SECTIONS, me.rights).flatMap(section => open(section.nouns, me.rights));
  return {
    isFolded: ({ id }) => said[id] ?? (nouns.length > FITS && !DAILY.has(id)),
    fold: (id, on) => {
      const next = { ...said, [id]: on };
      setSaid(next);
      try {
        localStorage.setItem(keyOf(me.person.id), JSON.stringify(next));
      } catch {
        // A browser that keeps nothing forgets it with the page.
      }
    },
  };
}

function readSaid(person: string): Record<string, boolean> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '{}');
    return kept && typeof kept === 'object' ? (kept as Record<string, boolean>) : {};
  } catch {
    return {};
  }
}
