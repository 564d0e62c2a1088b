import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { acts } from '../http/endpoint.ts';
import { ownFile } from '../http/own-file.ts';
import { firstOf, isRefusal, type Refusal } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { whyNotClaim } from '../manuscripts/desk.ts';
import { trace } from '../manuscripts/trace.ts';
import { tell } from '../notices/tell.ts';
import { whyNotClaimedHere } from './adoption.ts';
import { book, found, openBooking } from './book.ts';
import { editorsFor, insertEvidence } from './queries.ts';
import { viewOf } from './views.ts';

export const claim = acts(contract.adoptions.claim, async call => {
  const { input, actor, tx, now, record } = call;
  const booking = await openBooking(call, input, ({ source, outlet }) =>
    firstOf(whyNotClaim(source), whyNotClaimedHere(outlet)),
  );
  if (isRefusal(booking)) return booking;
  const adoption = await book(call, booking, { where: input, state: 'claimed' });
  const missing = await keepEvidence(tx, input.evidence, { adoptionId: adoption.id, actor, now });
  if (missing) return missing;
  const detail = { adoptionId: adoption.id, outlet: adoption.outlet_name, publishedOn: input.publishedOn };
  await trace(tx, { manuscriptId: input.manuscriptId, kind: 'adoption_claimed', actor, now, detail });
  await tell(tx, {
    personIds: (await editorsFor(tx, booking.source.unit_path, dayOf(now))).filter(
      id => id !== actor.personId,
    ),
    kind: 'adoption_claimed',
    zh: `${adoption.unit_name}申报《${booking.source.title}》被${adoption.outlet_name}刊播，请核实佐证。`,
    en: `${adoption.unit_name} claims that ${adoption.outlet_name} published “${booking.source.title}”: please check the evidence.`,
    manuscriptId: input.manuscriptId,
    adoptionId: adoption.id,
    now,
  });
  record(adoption.id, null, detail);
  call.afterwards(() => call.server.live.tell(tx.body, 'waiting'));
  return viewOf(await found(tx, adoption.id), actor);
});

type Given =
  | { kind: 'link'; url: string }
  | { kind: 'scan' | 'video' | 'fee_slip' | 'kept_page'; fileId: string };

const EVIDENCE = ['佐证文件', 'evidence file'] as const;

/** Seals each piece of evidence with the hash of its content, who added it and when (F68). */
async function keepEvidence(
  tx: Tx,
  given: Given[],
  to: { adoptionId: string; actor: Actor; now: Date },
): Promise<Refusal | null> {
  const rows = [];
  for (const each of given) {
    const handed = { personId: to.actor.personId, as: EVIDENCE, code: 'invalid' } as const;
    const file = 'fileId' in each ? await ownFile(tx, { ...handed, id: each.fileId }) : null;
    if (isRefusal(file)) return file;
    rows.push({
      body_id: tx.body,
      id: newId('evidence', to.now),
      adoption_id: to.adoptionId,
      kind: each.kind,
      file_id: file?.id ?? null,
      url: 'url' in each ? each.url : null,
      sha256: file?.sha256 ?? null,
      added_by: to.actor.personId,
      added_at: to.now.toISOString(),
    });
  }
  await insertEvidence(tx, rows);
  return null;
}
