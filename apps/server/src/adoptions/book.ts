import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { leadOfManuscript } from '../facts/queries.ts';
import { recordFact } from '../facts/record.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { creditIsElsewhere } from '../manuscripts/repeat-answer.ts';
import { creditedElsewhere } from '../manuscripts/repeat-answer-queries.ts';
import { findOutlet } from '../outlets/queries.ts';
import { alreadyBooked, type Source, whyNotPublishedOn } from './adoption.ts';
import { type Full, findAdoption, findSame, insertAdoption, lockSource } from './queries.ts';
import type { AdoptionRow, OutletRow } from './tables.ts';

export type Where = Pick<AdoptionRow, 'issue' | 'genre' | 'position' | 'page' | 'length'> & {
  manuscriptId: string;
  outletId: string;
  publishedOn: string;
};

type Booking = { source: Source; outlet: OutletRow };

/** Loads and locks both sides of an adoption and asks what holds for every one of them. */
export async function openBooking(
  { tx, now, may }: Pick<WriteCall<unknown>, 'tx' | 'now' | 'may'>,
  where: Where,
  rules: (booking: Booking) => Refusal | null,
): Promise<Booking | Refusal> {
  const source = await lockSource(tx, where.manuscriptId);
  if (!source) return notFound('稿件', 'manuscript');
  const away = may({ unitPath: source.unit_path, persons: [source.created_by, ...source.authors] });
  if (away) return away;
  const outlet = await findOutlet(tx, where.outletId);
  if (!outlet) return notFound('载体', 'outlet');
  const why = rules({ source, outlet }) ?? whyNotPublishedOn(outlet, where.publishedOn, dayOf(now));
  if (why) return why;
  const elsewhere = await creditedElsewhere(tx, source.id);
  if (elsewhere) return creditIsElsewhere(elsewhere);
  const same = await findSame(tx, where);
  return same ? alreadyBooked({ ...same, outlet: outlet.name }) : { source, outlet };
}

/** Books an adoption in the given state and answers it in full. */
export async function book(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  { source, outlet }: Booking,
  { where, state }: { where: Where; state: 'claimed' | 'verified' },
): Promise<Full> {
  const decided = state === 'verified';
  const adoption: AdoptionRow = {
    body_id: tx.body,
    id: newId('adoption', now),
    manuscript_id: source.id,
    unit_id: source.unit_id,
    unit_path: source.unit_path,
    outlet_id: outlet.id,
    published_on: where.publishedOn,
    issue: where.issue,
    genre: where.genre,
    position: where.position,
    page: where.page,
    length: where.length,
    state,
    claimed_by: actor.personId,
    claimed_at: now.toISOString(),
    decided_by: decided ? actor.personId : null,
    decided_at: decided ? now.toISOString() : null,
    reason: null,
    version: 0,
  };
  await insertAdoption(tx, adoption);
  return found(tx, adoption.id);
}

export async function found(tx: Tx, id: string): Promise<Full> {
  const full = await findAdoption(tx, id);
  if (!full || isRefusal(full)) throw new Error(`adoption ${id} vanished in its own transaction`);
  return full;
}

/** The fact that brings points: the manuscript's unit and authors, the outlet's level, the genre and the position. */
export async function recordAdopted(tx: Tx, adoption: Full, at: { by: string; now: Date }): Promise<void> {
  await recordFact(tx, {
    kind: 'adopted',
    onDay: adoption.published_on,
    unitId: adoption.unit_id,
    personIds: adoption.authors.map(author => author.id),
    manuscriptId: adoption.manuscript_id,
    adoptionId: adoption.id,
    leadId: await leadOfManuscript(tx, adoption.manuscript_id),
    attrs: {
      level: adoption.outlet_level,
      outlet: adoption.outlet_name,
      outletKind: adoption.outlet_kind,
      // Printed rules know long items and briefs; a research item in print is a long one.
      genre: adoption.genre === 'research' ? 'long' : adoption.genre,
      position: adoption.position,
      channel: adoption.channel,
      importance: adoption.importance,
    },
    label: adoption.title,
    evidence: adoption.evidence.map(each => each.fileId ?? each.url ?? each.id),
    recordedBy: at.by,
    now: at.now,
  });
}
