-- Leads (线索): something seen that a unit must write about. Which items answer one stands on the manuscripts alone
-- (manuscripts.lead_id); what became of it is read from them, from the unit's answer and from its duty.
create table leads (
  body_id text not null references bodies,
  id text not null,
  what text not null,
  place text not null default '',
  seen_at timestamptz not null,
  source text not null default '',
  recorded_by text not null,
  recorded_unit_id text not null,
  recorded_at timestamptz not null,
  -- The responsible unit; each that is named after another has a duty of its own.
  unit_id text not null,
  round integer not null default 0,
  answer text not null default 'asked' check (answer in ('asked', 'accepted', 'said_nothing', 'nothing')),
  reason text,
  cancelled_at timestamptz,
  -- What it scores by: who completed it, and who missed it.
  fact_id text,
  missed_fact_id text,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id),
  foreign key (body_id, recorded_unit_id) references units (body_id, id),
  foreign key (body_id, recorded_by) references people (body_id, id)
);
create index leads_newest on leads (body_id, recorded_at desc, id desc);
create index leads_unit on leads (body_id, unit_id);
create index manuscripts_lead on manuscripts (body_id, lead_id) where lead_id is not null;

create table lead_files (
  body_id text not null,
  lead_id text not null,
  file_id text not null,
  place integer not null,
  primary key (body_id, lead_id, file_id),
  foreign key (body_id, lead_id) references leads (body_id, id)
);
create index lead_files_file on lead_files (body_id, file_id);

create table lead_events (
  body_id text not null,
  lead_id text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  kind text not null,
  person_id text,
  text text not null default '',
  primary key (body_id, lead_id, seq),
  foreign key (body_id, lead_id) references leads (body_id, id)
);

-- The publicity plan (计划、报送要点): topics of a year and a period, broken down to units. What is reached is counted from
-- the items that were put to a topic.
create table plan_topics (
  body_id text not null references bodies,
  id text not null,
  -- The unit whose plan it is: its units are this one's and those below.
  unit_id text not null,
  year integer not null,
  title text not null,
  wanted text not null default '',
  theme text,
  from_on date not null,
  to_on date not null,
  due_on date,
  published_at timestamptz,
  published_by text,
  removed_at timestamptz,
  removed_by text,
  made_by text not null,
  made_at timestamptz not null,
  copied_from text,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id),
  check (from_on <= to_on)
);
create index plan_topics_year on plan_topics (body_id, year, unit_id);

create table plan_targets (
  body_id text not null,
  topic_id text not null,
  unit_id text not null,
  items integer not null check (items >= 0),
  adoptions integer not null default 0 check (adoptions >= 0),
  primary key (body_id, topic_id, unit_id),
  foreign key (body_id, topic_id) references plan_topics (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);

-- An item answers one topic.
create table plan_items (
  body_id text not null,
  manuscript_id text not null,
  topic_id text not null,
  put_by text not null,
  put_at timestamptz not null,
  primary key (body_id, manuscript_id),
  foreign key (body_id, topic_id) references plan_topics (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index plan_items_topic on plan_items (body_id, topic_id);
