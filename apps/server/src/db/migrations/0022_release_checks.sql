-- Release checks (三审三校 and the secrecy review): a text goes outside only when seven persons have signed that very text.
create table releases (
  body_id text not null references bodies,
  id text not null,
  manuscript_id text not null,
  desk_unit_id text not null,
  destination text not null,
  state text not null check (state in ('checking', 'returned', 'released', 'cancelled')),
  -- The text that is to be signed now; every text that was shown is kept below.
  text_number integer not null,
  hash text not null,
  started_by text not null,
  started_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  -- Released before all had signed, by a leader and with a reason; the checks follow and stay due.
  urgent_by text,
  urgent_at timestamptz,
  urgent_reason text,
  cancelled_by text,
  cancelled_at timestamptz,
  cancel_reason text,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, desk_unit_id) references units (body_id, id)
);
create index releases_started on releases (body_id, started_at desc, id);
create unique index releases_running on releases (body_id, manuscript_id) where state in ('checking', 'returned');

create table release_texts (
  body_id text not null,
  release_id text not null,
  number integer not null,
  title text not null,
  body jsonb not null,
  hash text not null,
  given_by text not null,
  given_at timestamptz not null,
  primary key (body_id, release_id, number),
  foreign key (body_id, release_id) references releases (body_id, id)
);

create table release_duties (
  body_id text not null,
  release_id text not null,
  stage text not null,
  person_id text not null,
  primary key (body_id, release_id, stage),
  foreign key (body_id, release_id) references releases (body_id, id),
  foreign key (body_id, person_id) references people (body_id, id)
);
create index release_duties_person on release_duties (body_id, person_id);

create table release_signs (
  body_id text not null,
  seq bigint generated always as identity,
  release_id text not null,
  stage text not null,
  person_id text not null,
  -- Who should have signed, when the signer stood in.
  for_id text,
  text_number integer not null,
  hash text not null,
  passed boolean not null,
  opinion text not null default '',
  checks text[] not null default '{}',
  errors jsonb not null default '[]',
  at timestamptz not null,
  primary key (body_id, seq),
  foreign key (body_id, release_id) references releases (body_id, id),
  foreign key (body_id, person_id) references people (body_id, id)
);
create index release_signs_of on release_signs (body_id, release_id, seq);
create trigger release_signs_append_only before update or delete or truncate on release_signs
  for each statement execute function refuse_change();
create trigger release_texts_append_only before update or delete or truncate on release_texts
  for each statement execute function refuse_change();
