-- Leaders' instructions (批示) on an item: recorded, handed to the units that must act, answered, reported back (P3).
create table instructions (
  body_id text not null references bodies,
  id text not null,
  manuscript_id text not null,
  -- Name and office as it is written on the paper; a leader above the body is no person of it.
  giver text not null,
  giver_id text,
  level text not null,
  given_on date not null,
  text text not null,
  file_id text,
  state text not null,
  outcome text,
  -- What it scores by.
  fact_id text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, giver_id) references people (body_id, id),
  foreign key (body_id, recorded_by) references people (body_id, id)
);
create index instructions_manuscript on instructions (body_id, manuscript_id);
create index instructions_state on instructions (body_id, state, given_on desc);

create table instruction_receivers (
  body_id text not null,
  id text not null,
  instruction_id text not null,
  unit_id text not null,
  due_at timestamptz,
  state text not null,
  taken_by text,
  taken_at timestamptz,
  answer text,
  answered_by text,
  answered_at timestamptz,
  primary key (body_id, id),
  unique (body_id, instruction_id, unit_id),
  foreign key (body_id, instruction_id) references instructions (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);
create index instruction_receivers_unit on instruction_receivers (body_id, unit_id, state);

-- Every act on an instruction, with its words; nothing of it is ever changed.
create table instruction_events (
  body_id text not null,
  seq bigint generated always as identity,
  instruction_id text not null,
  receiver_id text,
  at timestamptz not null,
  kind text not null,
  person_id text not null,
  text text not null default '',
  primary key (body_id, seq),
  foreign key (body_id, instruction_id) references instructions (body_id, id)
);
create index instruction_events_of on instruction_events (body_id, instruction_id, seq);
