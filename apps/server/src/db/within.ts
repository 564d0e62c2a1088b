import { type RawBuilder, type SqlBool, sql } from 'kysely';

type Reached = { kind: 'body' } | { kind: 'below' | 'unit'; path: string };

/** Whether the unit path in `column` lies in what somebody reaches; a unit's path ends with a slash, so no name is cut. */
export function within(reached: Reached, column: string): RawBuilder<SqlBool> {
  if (reached.kind === 'body') return sql`true`;
  if (reached.kind === 'unit') return sql`${sql.ref(column)} = ${reached.path}`;
  return sql`${sql.ref(column)} like ${`${reached.path}%`}`;
}
