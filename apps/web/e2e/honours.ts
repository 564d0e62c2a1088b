import { sql } from 'kysely';
import { withHonours } from '../../server/src/setup/demonstration/scheme.ts';
import { STREET_OFFICE, withScheme } from '../../server/test/street-office.ts';
import type { Stage } from './stage.ts';

/** A quarter that is over wherever the clock of a stage stands in 2026. */
export const QUARTER = '2026-Q1';

/** The street office's scheme with its fees and awards, and a quarter that ended with adopted items of two persons. */
export async function withAdoptedQuarter({ office }: Stage): Promise<void> {
  await withScheme(office, withHonours(STREET_OFFICE));
  const put = (id: string, unit: 'city_look' | 'law', authors: string[], level: string) =>
    sql`insert into facts (body_id, id, kind, on_day, booked_on, unit_id, person_ids, manuscript_id, attrs, label, recorded_at)
      values (${office.body}, ${`fac_${id}`}, 'adopted', '2026-03-02', '2026-03-02', ${office.units[unit]}, ${authors}, null,
        ${JSON.stringify({ channel: 'news', level, genre: 'long' })}, ${`三月采用的${id}`}, ${office.time.now})`.execute(
      office.app.database.db,
    );
  const { writer, writer2, other_writer } = office.people;
  await put('夜市稿', 'city_look', [writer, writer2], 'municipal');
  await put('普法稿', 'law', [other_writer], 'district');
}

/** Closes the quarter, proposes its awards and prepares its payment list; answers where they are. */
export async function honoured(stage: Stage): Promise<{ award: string; fee: string }> {
  const assessor = await stage.office.as('assessor');
  const { state } = await assessor.standings.get({ period: QUARTER });
  await assessor.standings.closePeriod({ period: QUARTER, version: state.version, reason: '无异议' });
  const round = await assessor.awards.propose({ period: QUARTER });
  const list = await assessor.fees.prepare({ period: QUARTER });
  return { award: round.id, fee: list.id };
}
