-- Working calendar -------------------------------------------------------------------------------------------------

-- The version counts every change; what was computed keeps the version it was computed with.
create table calendars (
  body_id text primary key references bodies,
  version integer not null default 0,
  hours jsonb
);

-- The yearly notice as an officer brought it in; years that came with the program are not here.
create table calendar_notices (
  body_id text not null references bodies,
  year integer not null,
  papers text[] not null,
  days jsonb not null,
  brought_by text not null,
  brought_at timestamptz not null,
  primary key (body_id, year)
);

-- What an officer decided against notice and week, for a unit and all below it.
create table calendar_days (
  body_id text not null references bodies,
  unit_id text not null,
  day date not null,
  work boolean not null,
  reason text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (body_id, unit_id, day),
  foreign key (body_id, unit_id) references units (body_id, id)
);

-- Duties -----------------------------------------------------------------------------------------------------------

create table duties (
  body_id text not null references bodies,
  id text not null,
  kind text not null,
  -- Opened once under this key, however often the act is repeated.
  key text not null,
  subject_kind text not null,
  subject_id text not null,
  title_zh text not null,
  title_en text not null,
  link text not null,
  -- A person, or whoever holds the role at the unit; the unit in any case.
  unit_id text not null,
  person_id text,
  role text,
  substitute_id text,
  -- From when it counts and how long; a fixed due time has no term.
  from_at timestamptz not null,
  term jsonb,
  due_at timestamptz not null,
  late_from timestamptz not null,
  close_at timestamptz,
  provisional boolean not null default false,
  computed_with text not null,
  explained jsonb not null default '[]',
  -- Of a recurring duty: its rule, and the first and last day that it is for. The last one is the duty day.
  rule_id text,
  first_day date,
  on_day date,
  state text not null default 'open' check (state in ('open', 'done', 'nil', 'waived', 'closed', 'void')),
  opened_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_act text,
  ended_subject text,
  reason text,
  late boolean not null default false,
  minutes_late integer,
  in_window boolean,
  -- Reminders before and escalation after, as they stood when it was opened; counted anew when the due time moves.
  plan jsonb not null,
  round integer not null default 0,
  since timestamptz not null,
  next_step integer not null default 0,
  next_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, key),
  foreign key (body_id, unit_id) references units (body_id, id),
  check (person_id is not null or role is not null),
  check ((state = 'open') = (ended_at is null)),
  check (next_at is null or state = 'open')
);
create index duties_next on duties (body_id, next_at, id) where next_at is not null;
create index duties_person on duties (body_id, person_id, due_at) where state = 'open' and person_id is not null;
create index duties_unit on duties (body_id, unit_id, due_at) where state = 'open';
create index duties_open_due on duties (body_id, due_at, id) where state = 'open';
create index duties_subject on duties (body_id, subject_id);
create index duties_computed on duties (body_id, computed_with) where state = 'open';
create index duties_days on duties (body_id, on_day, unit_id) where rule_id is not null;
create index duties_ended on duties (body_id, ended_at desc) where state <> 'open';
create index duties_ended_subject on duties (body_id, ended_subject) where ended_subject is not null;

-- Each step of each round goes out once: written in the transaction that tells the people.
create table duty_steps (
  body_id text not null,
  duty_id text not null,
  round integer not null,
  step integer not null,
  planned_at timestamptz not null,
  done_at timestamptz not null,
  last boolean not null,
  person_ids text[] not null,
  primary key (body_id, duty_id, round, step),
  foreign key (body_id, duty_id) references duties (body_id, id)
);

-- What happened to a duty: opened, moved, recomputed, handed on, waived, ended, opened again.
create table duty_events (
  body_id text not null,
  duty_id text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  kind text not null,
  person_id text,
  detail jsonb not null default '{}',
  primary key (body_id, duty_id, seq),
  foreign key (body_id, duty_id) references duties (body_id, id)
);
create trigger duty_events_append_only before update or delete or truncate on duty_events
  for each statement execute function refuse_change();

-- Reminders and escalation as the body wants them for a kind; kinds without a row follow the program's own.
create table duty_plans (
  body_id text not null references bodies,
  kind text not null,
  plan jsonb not null,
  version integer not null default 0,
  primary key (body_id, kind)
);

-- Duties that make themselves.
create table duty_rules (
  body_id text not null references bodies,
  id text not null,
  kind text not null,
  name text not null,
  rule jsonb not null,
  from_on date not null,
  to_on date,
  -- Duties of periods up to this day have been made.
  made_through date,
  version integer not null default 0,
  primary key (body_id, id)
);
create index duties_of_rule on duties (body_id, rule_id, first_day, unit_id, person_id) where rule_id is not null;
