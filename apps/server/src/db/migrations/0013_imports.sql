-- Histories and folders of documents taken in at once, looked through first and undone as a whole.

create table imports (
  body_id text not null references bodies,
  id text not null,
  kind text not null,
  name text not null,
  state text not null,
  -- Where the person stood who began it: whose reach it lies in.
  unit_id text not null,
  unit_path text not null,
  started_by text not null,
  started_at timestamptz not null,
  -- The sheet of a history; documents of a folder are files of its rows.
  file_id text,
  sha256 text,
  -- Sheet, head row and columns as chosen; null for a folder.
  settings jsonb,
  taken_as text,
  -- Set again and again while a server works on it: what has been silent for long was left by a server that ended.
  beat_at timestamptz,
  undone_at timestamptz,
  undone_by text,
  undo_reason text,
  primary key (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);
create index imports_started on imports (body_id, started_at desc);
create index imports_sha on imports (body_id, sha256) where sha256 is not null;

create table import_rows (
  body_id text not null,
  import_id text not null,
  number integer not null,
  state text not null,
  file_id text,
  path text not null default '',
  -- What was found and put right, and what is said about it.
  found jsonb,
  problems jsonb not null default '[]',
  -- Of what it says: the same row is taken in once, whichever file it comes in.
  key text,
  manuscript_id text,
  adoption_id text,
  -- Whether the manuscript came with this row, or was there before.
  made_manuscript boolean not null default false,
  primary key (body_id, import_id, number),
  foreign key (body_id, import_id) references imports (body_id, id)
);
create unique index import_rows_once on import_rows (body_id, key) where state = 'taken';
create index import_rows_state on import_rows (body_id, import_id, state, number);
create index import_rows_manuscript on import_rows (body_id, manuscript_id) where manuscript_id is not null;

-- The columns last chosen for a head of a sheet.
create table import_mappings (
  body_id text not null references bodies,
  signature text not null,
  mapping jsonb not null,
  used_by text not null,
  used_at timestamptz not null,
  primary key (body_id, signature)
);

-- An adoption finds the item that it belongs to by unit and title.
create index manuscripts_unit_title on manuscripts (body_id, unit_id, title);
