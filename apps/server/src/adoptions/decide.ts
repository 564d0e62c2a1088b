import type { WriteCall } from '../http/endpoint.ts';
import { notFound, type Refusal, stale } from '../http/refusal.ts';
import { trace } from '../manuscripts/trace.ts';
import { tell } from '../notices/tell.ts';
import { found } from './book.ts';
import { decideAdoption, type Full, findAdoption } from './queries.ts';
import type { AdoptionRow } from './tables.ts';
import { placeOf } from './views.ts';

type Call = WriteCall<{ id: string; version: number }>;
type Decision = Partial<Pick<AdoptionRow, 'genre' | 'position'>> & {
  state: 'verified' | 'refused' | 'withdrawn';
  reason: string | null;
};

/** One decision on one claim: verify, refuse and withdraw differ only in the rule asked and the words sent. */
export async function decide(
  call: Call,
  whyNot: (adoption: Full) => Refusal | null,
  { decision, words }: { decision: Decision; words(adoption: Full): { zh: string; en: string } },
): Promise<Full | Refusal> {
  const { input, actor, tx, now } = call;
  const adoption = await findAdoption(tx, input.id);
  if (!adoption) return notFound('刊播记录', 'adoption');
  const why = call.may(placeOf(adoption)) ?? whyNot(adoption);
  if (why) return why;
  const decided = { ...decision, decided_by: actor.personId, decided_at: now.toISOString() };
  if (!(await decideAdoption(tx, input, decided))) return stale({ version: adoption.version });
  await trace(tx, {
    manuscriptId: adoption.manuscript_id,
    kind: `adoption_${decision.state}`,
    actor,
    now,
    detail: { adoptionId: adoption.id, outlet: adoption.outlet_name, reason: decision.reason },
  });
  await tell(tx, {
    personIds: [adoption.claimed_by, ...adoption.authors.map(author => author.id)].filter(
      id => id !== actor.personId,
    ),
    kind: `adoption_${decision.state}`,
    ...words(adoption),
    manuscriptId: adoption.manuscript_id,
    adoptionId: adoption.id,
    now,
  });
  call.record(
    adoption.id,
    { state: adoption.state, genre: adoption.genre, position: adoption.position },
    decision,
  );
  call.afterwards(() => call.server.live.tell(tx.body, 'waiting'));
  return found(tx, adoption.id);
}
