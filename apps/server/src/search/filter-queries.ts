import type { SearchFilter } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { type Condition, filterOf } from '../manuscripts/list-queries.ts';
import { fieldKey, personKey, unitKey } from './terms.ts';

/** What the index can be asked of a filter; the manuscript itself is asked again. */
export function filterKeys({ unitId, authorId, channel, type, genre, importance }: SearchFilter): number[] {
  const fields = Object.entries({ channel, type, genre, importance }).flatMap(([field, value]) =>
    value ? [fieldKey(field, value)] : [],
  );
  return [...fields, ...(unitId ? [unitKey(unitId)] : []), ...(authorId ? [personKey(authorId)] : [])];
}

/** The conditions over the manuscript `m`: those of lists, with the units below, themes and adoptions. */
export function filterConditions(reader: Reader, filter: SearchFilter): Condition[] {
  const { unitId, theme, mine: _, adopted: __, outletId: ___, level: ____, ...listed } = filter;
  const adoption = adoptedBy(filter);
  return [
    ...filterOf(definedOf(listed)),
    ...(unitId
      ? [
          sql`m.unit_path like (select path from units where body_id = ${reader.body} and id = ${unitId}) || '%'`,
        ]
      : []),
    ...(theme ? [sql`${theme} = any(m.themes)`] : []),
    ...(adoption ? [adoption] : []),
  ];
}

/** Leaves out what was not asked for, so that exact optional types hold. */
function definedOf<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function adoptedBy({ adopted, outletId, level }: SearchFilter): Condition | null {
  if (adopted === undefined && !outletId && !level) return null;
  const conditions = [
    sql`x.body_id = m.body_id and x.manuscript_id = m.id and x.state = 'verified'`,
    ...(outletId ? [sql`x.outlet_id = ${outletId}`] : []),
    ...(level
      ? [
          sql`exists (select from outlets o where o.body_id = x.body_id and o.id = x.outlet_id and o.level = ${level})`,
        ]
      : []),
  ];
  const some = sql`exists (select from adoptions x where ${sql.join(conditions, sql` and `)})`;
  return adopted === false ? sql`not ${some}` : some;
}
