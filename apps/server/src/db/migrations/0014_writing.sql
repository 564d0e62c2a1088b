-- Versions with their size and reason, the trace of changes, comments on passages, and who is at a text just now.

alter table revisions
  -- Who wrote it besides created_by: two at one text make one version together.
  add column writers text[] not null default '{}',
  -- The last save into it; null means that it never grew.
  add column saved_at timestamptz,
  -- Why it exists: written in a session, restored from an older one, or changes decided on.
  add column reason text not null default 'written',
  -- The version that it was made from, and, when restored, the one that it repeats.
  add column based_on text,
  add column restored_from text,
  -- Characters put in and taken out against based_on; null where nobody has counted.
  add column added integer,
  add column removed integer,
  -- The text with the trace of its changes (留痕); null where none is kept.
  add column redline jsonb;

-- Who took or rejected whose change.
create table change_decisions (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  added text not null,
  removed text not null,
  decision text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index change_decisions_of on change_decisions (body_id, manuscript_id, decided_at desc);

create table comment_threads (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  -- The words that were commented on, as they stood then.
  quote text not null,
  -- Where they stand in the ground text; equal numbers mean that they were taken out.
  stretch_from integer not null,
  stretch_to integer not null,
  created_by text not null,
  created_at timestamptz not null,
  resolved_by text,
  resolved_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index comment_threads_of on comment_threads (body_id, manuscript_id, created_at);

create table comments (
  body_id text not null,
  id text not null,
  thread_id text not null,
  said text not null,
  mentions text[] not null default '{}',
  person_id text not null,
  at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, thread_id) references comment_threads (body_id, id)
);
create index comments_of on comments (body_id, thread_id, at);

-- The text in which the stretches of a manuscript's comments count; carried to the newest text whenever they are read.
create table comment_grounds (
  body_id text not null,
  manuscript_id text not null,
  flat text not null,
  primary key (body_id, manuscript_id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);

-- Who has a text open in which tab; a row that was not renewed for some seconds means nothing.
create table text_presence (
  body_id text not null,
  manuscript_id text not null,
  person_id text not null,
  tab text not null,
  writing boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (body_id, manuscript_id, person_id, tab)
);
