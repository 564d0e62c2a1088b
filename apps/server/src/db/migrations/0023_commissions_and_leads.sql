-- Commissions (约稿): a topic asked of named units by a time. What became of it is read from the items that answer it and
-- from the duty of the unit; there is no second copy of either.
create table commissions (
  body_id text not null references bodies,
  id text not null,
  topic text not null,
  wanted text not null,
  desk_unit_id text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  -- A commission from above that is handed down here; its clock is the one to be kept upward.
  above_office text,
  above_number text,
  above_due_at timestamptz,
  answered_up_at timestamptz,
  answered_up_by text,
  answered_up_note text,
  answered_up_item text,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, desk_unit_id) references units (body_id, id),
  foreign key (body_id, issued_by) references people (body_id, id),
  check ((above_office is null) = (above_due_at is null))
);
create index commissions_issued on commissions (body_id, issued_at desc, id);

create table commission_askings (
  body_id text not null,
  id text not null,
  commission_id text not null,
  unit_id text not null,
  answer text not null check (answer in ('asked', 'accepted', 'declined', 'passed_on')),
  answered_by text,
  answered_at timestamptz,
  reason text,
  passed_from text,
  -- What it scores by: done, or missed.
  fact_id text,
  missed_fact_id text,
  grade text,
  grade_note text,
  graded_by text,
  graded_at timestamptz,
  waived_by text,
  waived_at timestamptz,
  waive_reason text,
  primary key (body_id, id),
  unique (body_id, commission_id, unit_id),
  foreign key (body_id, commission_id) references commissions (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);
create index commission_askings_unit on commission_askings (body_id, unit_id);

-- The items that answer; an item answers one asking.
create table commission_items (
  body_id text not null,
  asking_id text not null,
  manuscript_id text not null,
  linked_by text not null,
  linked_at timestamptz not null,
  primary key (body_id, manuscript_id),
  foreign key (body_id, asking_id) references commission_askings (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index commission_items_asking on commission_items (body_id, asking_id);

create table commission_extensions (
  body_id text not null,
  id text not null,
  asking_id text not null,
  until timestamptz not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  granted boolean,
  decided_by text,
  decided_at timestamptz,
  decision text,
  primary key (body_id, id),
  foreign key (body_id, asking_id) references commission_askings (body_id, id)
);
create index commission_extensions_asking on commission_extensions (body_id, asking_id);
create unique index commission_extensions_open on commission_extensions (body_id, asking_id) where granted is null;
