-- Sealing an earlier text closes every copy of its words: what stood there is kept enciphered, and can be put back.
create table seals (
  body_id text not null references bodies,
  id text not null,
  manuscript_id text not null,
  sealed_by text not null,
  sealed_at timestamptz not null,
  reason text not null,
  -- The writers' text as it was named before, where the text of the desk took its place.
  revision_was text,
  -- The words that were covered, enciphered: what is shown of the trail is covered by them as well.
  words bytea not null,
  opened_by text,
  opened_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index seals_of on seals (body_id, manuscript_id) where opened_at is null;

-- One place whose words were covered: table, key and column, what stood there (enciphered), and a hash of what stands now.
create table sealed_pieces (
  body_id text not null,
  seal_id text not null,
  number integer not null,
  place jsonb not null,
  content bytea not null,
  left_hash text not null,
  primary key (body_id, seal_id, number),
  foreign key (body_id, seal_id) references seals (body_id, id)
);

-- Documents that a sealed text came from, or that hold its words: not handed out while the seal holds.
create table sealed_files (
  body_id text not null,
  seal_id text not null,
  file_id text not null,
  primary key (body_id, seal_id, file_id),
  foreign key (body_id, seal_id) references seals (body_id, id),
  foreign key (body_id, file_id) references stored_files (body_id, id)
);
create index sealed_files_file on sealed_files (body_id, file_id);

alter table revisions add column seal_id text;

-- Words in append-only tables can be covered by a seal and uncovered again; the audit trail never changes.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name not in ('audit_entries', 'audit_seals')
      and current_setting('xinxuan.sealing', true) = 'on' then
    return null;
  end if;
  raise exception 'append-only table %', tg_table_name using errcode = 'insufficient_privilege';
end $$;
