-- What a period goes through between open and closed: published for objection, closed with a hash, corrected afterwards
-- by entries of their own.

alter table periods
  add column kind text,
  add column from_on date,
  add column to_on date,
  add column published_by text,
  add column published_at timestamptz,
  -- Objections are taken until the end of this day.
  add column last_day date,
  -- Lines and places as they were published, to tell what has changed since.
  add column published jsonb,
  -- Why it was closed before its publication had run out, or with objections open.
  add column close_reason text not null default '',
  -- The closings of a body are numbered and each names the hash of the one before it (decision 0553).
  add column closing_number integer,
  add column previous_hash text,
  add column head text;

update periods set
  kind = case when period ~ 'Q' then 'quarter' when length(period) = 7 then 'month' else 'year' end,
  from_on = case when period ~ 'Q' then make_date(left(period, 4)::integer, right(period, 1)::integer * 3 - 2, 1)
    when length(period) = 7 then make_date(left(period, 4)::integer, right(period, 2)::integer, 1)
    else make_date(period::integer, 1, 1) end;
update periods set to_on = (from_on + (case kind when 'quarter' then interval '3 months' when 'month' then interval '1 month'
  else interval '1 year' end) - interval '1 day')::date;

alter table periods
  alter column kind set not null,
  alter column from_on set not null,
  alter column to_on set not null;
create unique index periods_closing on periods (body_id, closing_number);
create index periods_days on periods (body_id, state, from_on);

-- Everybody's points in a closed period: what a late fact is compared with, without reading the whole frozen text.
create table closing_totals (
  body_id text not null references bodies,
  period text not null,
  owner_kind text not null,
  owner_id text not null,
  points numeric not null,
  primary key (body_id, period, owner_kind, owner_id)
);
insert into closing_totals (body_id, period, owner_kind, owner_id, points)
select p.body_id, p.period, k.owner_kind, l.line->>'owner_id', sum((l.line->>'points')::numeric)
from periods p
cross join (values ('unit'), ('person')) k(owner_kind)
cross join lateral jsonb_array_elements(p.frozen->k.owner_kind->'lines') l(line)
where p.state = 'closed' and l.line->>'status' = 'counted'
group by 1, 2, 3, 4;

-- The canonical text of each part of a closing, as it was hashed.
create table closing_sections (
  body_id text not null references bodies,
  period text not null,
  section text not null,
  content text not null,
  hash text not null,
  primary key (body_id, period, section)
);

-- Entries beside what the scheme gives: corrections after an objection, and late corrections of closed periods.
-- Only ever added to.
create table ledger_corrections (
  body_id text not null references bodies,
  id text not null,
  kind text not null,
  -- The period that is put right, and the day that the entry is booked on.
  origin text not null,
  on_day date not null,
  -- Kinds of periods whose figures the entry is part of: a year that holds both days is right without it.
  in_kinds text[] not null,
  owner_kind text not null,
  owner_id text not null,
  points numeric not null,
  reason text not null,
  fact_ids text[] not null default '{}',
  objection_id text,
  -- Of a late correction: what the closed period came to, what it comes to now, and what was corrected before.
  frozen numeric,
  recomputed numeric,
  earlier numeric,
  line jsonb not null,
  recorded_by text,
  recorded_at timestamptz not null,
  primary key (body_id, id)
);
create index ledger_corrections_owner on ledger_corrections (body_id, owner_kind, owner_id, on_day);
create index ledger_corrections_day on ledger_corrections (body_id, owner_kind, on_day);
create index ledger_corrections_origin on ledger_corrections (body_id, origin, owner_kind, owner_id);
create index ledger_corrections_objection on ledger_corrections (body_id, objection_id);

create table objections (
  body_id text not null references bodies,
  id text not null,
  number integer not null,
  period text not null,
  unit_id text not null,
  about text not null,
  owner_kind text not null,
  owner_id text not null,
  line_id text,
  -- The line as it stood when it was objected to.
  line jsonb,
  text text not null,
  state text not null,
  raised_by text not null,
  raised_at timestamptz not null,
  outcome text,
  answer_reason text,
  answered_by text,
  answered_at timestamptz,
  reopened_reason text,
  reopened_by text,
  reopened_at timestamptz,
  final_outcome text,
  final_reason text,
  final_by text,
  final_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, period, number),
  foreign key (body_id, unit_id) references units (body_id, id)
);
create index objections_unit on objections (body_id, unit_id, state);
create index objections_state on objections (body_id, state, raised_at);

create table objection_files (
  body_id text not null references bodies,
  objection_id text not null,
  file_id text not null,
  position integer not null,
  primary key (body_id, objection_id, file_id),
  foreign key (body_id, objection_id) references objections (body_id, id),
  foreign key (body_id, file_id) references stored_files (body_id, id)
);
create index objection_files_file on objection_files (body_id, file_id);
