-- The photos of a version, in their order, with their captions: kept, compared and restored with its text.
create table revision_photos (
  body_id text not null,
  revision_id text not null,
  position integer not null,
  file_id text not null,
  caption text not null,
  primary key (body_id, revision_id, position),
  foreign key (body_id, revision_id) references revisions (body_id, id),
  foreign key (body_id, file_id) references stored_files (body_id, id)
);
create index revision_photos_file on revision_photos (body_id, file_id);

-- Versions from before this kept no photos; what holds now has those of the manuscript.
alter table revisions add column photos_kept boolean not null default false;
insert into revision_photos (body_id, revision_id, position, file_id, caption)
  select f.body_id, v.id, row_number() over (partition by v.body_id, v.id order by f.position) - 1, f.file_id, f.caption
  from manuscripts m
  join revisions v on v.body_id = m.body_id and v.id in (m.revision_id, m.desk_revision_id)
  join manuscript_files f on f.body_id = m.body_id and f.manuscript_id = m.id and f.role = 'photo'
  where v.id = coalesce(m.desk_revision_id, m.revision_id);
update revisions v set photos_kept = true from manuscripts m
  where m.body_id = v.body_id and v.id = coalesce(m.desk_revision_id, m.revision_id);

-- What stood in an entry of the audit trail before a seal covered words in it, enciphered. The link of the chain was
-- made on that; what stands there now is vouched for by the entry of the act that covered it (decision 0759).
create table audit_covers (
  entry_id bigint primary key,
  body_id text not null,
  content bytea not null
);

-- Words in append-only tables can be covered by a seal and uncovered again. Of the trail only what an act said it
-- changed, and only where what stood before is kept.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name <> 'audit_seals' and current_setting('xinxuan.sealing', true) = 'on' then
    return null;
  end if;
  raise exception 'append-only table %', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create function refuse_other_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{before,after}'::text[] = to_jsonb(old) - '{before,after}'::text[]
      and exists (select 1 from audit_covers c where c.entry_id = old.id) then
    return new;
  end if;
  raise exception 'append-only table %', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_covered before update on audit_entries
  for each row execute function refuse_other_change();
