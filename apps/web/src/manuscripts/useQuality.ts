import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { QualityFinding } from '@xinxuan/contract';
import { useMemo } from 'react';
import { api } from '../api/api.ts';
import type { PassageMark } from '../ui/paper/marks.ts';
import { useSettled } from '../ui/useSettled.ts';
import type { Draft } from './draft.ts';

const REST_MS = 700;
const TONES = { block: 'bad', error: 'bad', warning: 'care', note: 'plain' } as const;

export type Quality = {
  /** There is nothing to read yet. */
  blank: boolean;
  findings: readonly QualityFinding[];
  marks: readonly PassageMark[];
  /** The findings belong to an earlier wording; the new one is being read. */
  behind: boolean;
  /** Rules that let nothing be sent while they find something. */
  blocking: ReadonlySet<string>;
};

const NONE: readonly QualityFinding[] = [];

/** What the quality check finds in a draft, at every pause of writing. */
export function useQuality(draft: Draft): Quality {
  const asked = useSettled(draft, REST_MS);
  const blank = isBlank(asked);
  const input = {
    title: asked.title,
    body: asked.body,
    captions: asked.photos.map(photo => photo.caption),
    genre: asked.genre,
    type: asked.type,
    unitId: asked.unit?.id ?? null,
  };
  const check = useQuery(
    api.manuscripts.check.queryOptions({
      input,
      enabled: !blank,
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
    }),
  );
  const findings = blank ? NONE : (check.data?.findings ?? NONE);
  const marks = useMemo(() => findings.flatMap(markOf), [findings]);
  const blocking = useMemo(() => new Set(check.data?.blocking), [check.data]);
  return {
    blank: isBlank(draft),
    findings,
    marks,
    blocking,
    behind: asked !== draft || check.isPlaceholderData,
  };
}

const isBlank = ({ title, body }: Draft): boolean => title === '' && body.length === 0;

/** Findings about the whole text (length, what is missing) point at no words. */
export function isPassage({ rule, place }: Pick<QualityFinding, 'rule' | 'place'>): boolean {
  return place.in === 'block' && !/^C(?!4)/.test(rule);
}

function markOf(finding: QualityFinding): PassageMark[] {
  const { place, from, to, text, severity } = finding;
  return place.in === 'block' && isPassage(finding)
    ? [{ block: place.block, from, to, text, tone: TONES[severity] }]
    : [];
}
