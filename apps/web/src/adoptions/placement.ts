import type { Genre, Outlet, Position } from '@xinxuan/contract';

/** Where and how a manuscript was published, while it is being filled in. */
export type Placement = {
  outlet: Outlet | null;
  publishedOn: string | null;
  issue: string;
  genre: Genre;
  position: Position;
  page: string;
  length: number | null;
};

export const NEW_PLACEMENT: Placement = {
  outlet: null,
  publishedOn: null,
  issue: '',
  genre: 'brief',
  position: 'ordinary',
  page: '',
  length: null,
};

/** What the contract asks, once outlet and day are known; null until then. */
export function toInput(manuscriptId: string, placement: Placement) {
  const { outlet, publishedOn, ...rest } = placement;
  if (!outlet || !publishedOn) return null;
  return { manuscriptId, outletId: outlet.id, publishedOn, ...rest };
}
