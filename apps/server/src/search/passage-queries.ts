import type { Block } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { textOf } from '../manuscripts/paper.ts';
import type { Passage } from './snippets.ts';

type Row = {
  id: string;
  body: Block[];
  desk: { title: string; body: Block[] } | null;
  files: { role: string; name: string; caption: string; text: string | null }[];
};

/** All that can be read in these manuscripts, the text first: what the index is made of, and what is shown of a find. */
export async function passagesOf(reader: Reader, ids: string[]): Promise<Map<string, Passage[]>> {
  const found = await sql<Row>`
    select m.id, v.body,
      (select json_build_object('title', d.title, 'body', d.body)
        from revisions d where d.body_id = m.body_id and d.id = m.desk_revision_id) as desk,
      coalesce((select json_agg(json_build_object('role', f.role, 'name', s.name, 'caption', f.caption,
          'text', case when f.role = 'attachment' then t.text end) order by f.role desc, f.position)
        from manuscript_files f join stored_files s on s.body_id = f.body_id and s.id = f.file_id
        left join search_files t on t.body_id = f.body_id and t.file_id = f.file_id and t.state = 'read'
        where f.body_id = m.body_id and f.manuscript_id = m.id and f.role <> 'source'), '[]') as files
    from manuscripts m join revisions v on v.body_id = m.body_id and v.id = m.revision_id
    where m.body_id = ${reader.body} and m.id = any(${ids})`.execute(reader.db);
  return new Map(found.rows.map(row => [row.id, passages(row)]));
}

function passages({ body, desk, files }: Row): Passage[] {
  const said: Passage[] = [{ place: 'text', name: null, text: textOf(body) }];
  if (desk) said.push({ place: 'desk', name: null, text: textOf(desk.body) });
  for (const { role, name, caption, text } of files) {
    if (role === 'photo') said.push({ place: 'caption', name: null, text: caption });
    // An attachment is found by its name as well.
    else said.push({ place: 'attachment', name, text: text ? `${name}\n${text}` : name });
  }
  return said;
}
