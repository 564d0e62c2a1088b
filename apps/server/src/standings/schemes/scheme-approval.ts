import type { SchemeActKind } from '@xinxuan/contract';
import type { Tx } from '../../db/connect.ts';
import type { Actor } from '../../http/actor.ts';
import { notFound, type Refusal } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { tell } from '../../notices/tell.ts';
import {
  actsOf,
  findScheme,
  insertAct,
  refreshSave,
  type SchemeActFull,
  type SchemeFull,
} from './queries.ts';
import { type Handled, handled } from './scheme.ts';
import { view } from './scheme-view.ts';

export type SchemeInHand = { scheme: SchemeFull; acts: SchemeActFull[]; stands: Handled };

export async function schemeInHand(tx: Tx, id: string): Promise<SchemeInHand | null> {
  const scheme = await findScheme(tx, id);
  if (!scheme) return null;
  const acts = await actsOf(tx, id);
  return { scheme, acts, stands: handled(scheme, acts) };
}

/** The scheme as it stands after an act. */
export async function showScheme(
  tx: Tx,
  id: string,
  actor: Actor,
): Promise<ReturnType<typeof view> | Refusal> {
  const after = await findScheme(tx, id);
  return after ? view(after, await actsOf(tx, id), actor) : notFound('计分办法', 'scheme');
}

type Happened = {
  act: SchemeActKind;
  actor: Actor | null;
  now: Date;
  note?: string | undefined;
  hash?: string;
  fromOn?: string;
};

/** One more line of the history. Saves of one person in a row are one line with the time of the last. */
export async function keepAct(tx: Tx, schemeId: string, happened: Happened): Promise<void> {
  const { act, actor, now, note, hash, fromOn } = happened;
  const kept = {
    body_id: tx.body,
    id: newId('event', now),
    scheme_id: schemeId,
    act,
    at: now.toISOString(),
    person_id: actor?.personId ?? null,
    note: note || null,
    hash: hash ?? null,
    from_on: fromOn ?? null,
  };
  if (act === 'saved' && (await refreshSave(tx, kept))) return;
  await insertAct(tx, kept);
}

export type SchemeNews = {
  id: string;
  to: readonly string[];
  kind: `scheme_${string}`;
  zh: string;
  en: string;
  actor: Actor;
  now: Date;
};

/** Tells those concerned, never the person who acted. */
export async function tellOfScheme(tx: Tx, { id, to, kind, zh, en, actor, now }: SchemeNews): Promise<void> {
  const personIds = to.filter(each => each !== actor.personId);
  await tell(tx, { personIds, kind, zh, en, link: `/schemes/${id}`, now });
}

export const quoted = (note: string | undefined): { zh: string; en: string } =>
  note ? { zh: `：${note}`, en: `: ${note}` } : { zh: '', en: '' };
