import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { KnownNames } from '../documents/manuscript.ts';

export type KnownUnit = {
  id: string;
  name: string;
  aliases: string[];
  path: string;
  openedOn: string;
  closedOn: string | null;
};
export type KnownOutlet = { id: string; name: string; openedOn: string; closedOn: string | null };
/** Units and people as they ever were, closed and gone ones too: a history speaks of them. */
export type Known = { units: KnownUnit[]; people: KnownNames['people']; outlets: KnownOutlet[] };

export async function knownToImport(reader: Reader): Promise<Known> {
  const found = await sql<Known>`
    select
      coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name, 'path', u.path,
          'aliases', case when u.short_name = u.name then u.aliases else u.aliases || u.short_name end,
          'openedOn', u.opened_on, 'closedOn', u.closed_on))
        from units u where u.body_id = ${reader.body}), '[]') as units,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'unitIds',
          array(select distinct a.unit_id from appointments a where a.body_id = p.body_id and a.person_id = p.id)))
        from people p where p.body_id = ${reader.body}), '[]') as people,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name, 'openedOn', o.opened_on, 'closedOn', o.closed_on))
        from outlets o where o.body_id = ${reader.body}), '[]') as outlets`.execute(reader.db);
  return found.rows[0]!;
}
