import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';

export type HandedOver = { from: string | null; to: string | null; by: string | null };

/** The last handing over by hand of each of these duties, unless it was given back or followed by another change. */
export async function handedOver(
  reader: Reader,
  dutyIds: readonly string[],
): Promise<Map<string, HandedOver>> {
  const found = await sql<HandedOver & { id: string; how: string | null }>`
    select distinct on (duty_id) duty_id as id, detail->>'from' as "from", detail->>'to' as "to", person_id as by,
      detail->>'byHand' as how
    from duty_events where body_id = ${reader.body} and duty_id = any(${[...dutyIds]}) and kind = 'handed'
    order by duty_id, seq desc`.execute(reader.db);
  return new Map(
    found.rows.filter(row => row.how === 'over').map(({ id, from, to, by }) => [id, { from, to, by }]),
  );
}
