-- A scheme is drafted, submitted, approved by somebody else, and then put in force from a day on.
alter table schemes
  -- Rows that try the scheme out, kept with it: one object per example, heading -> cell.
  add column examples jsonb not null default '[]',
  -- sha256 of the text that was approved; any other text is not.
  add column approved_hash text,
  add column submitted_at timestamptz;

-- Whatever happens, two schemes are never in force without an end at once.
create unique index schemes_one_in_force on schemes (body_id) where state = 'in_force';

create table scheme_acts (
  body_id text not null,
  id text not null,
  scheme_id text not null,
  act text not null,
  at timestamptz not null,
  person_id text,
  -- What was said with it: the note of who submitted, the reason of who returned.
  note text,
  -- sha256 of the text that the act was about.
  hash text,
  from_on date,
  primary key (body_id, id),
  foreign key (body_id, scheme_id) references schemes (body_id, id)
);
create index scheme_acts_scheme on scheme_acts (body_id, scheme_id, at);
