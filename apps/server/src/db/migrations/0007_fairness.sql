-- What the fairness watch has seen in the scores of a quarter, and what the assessor made of it (L16).
create table fairness_findings (
  body_id text not null references bodies,
  id text not null,
  -- The same thing seen again keeps its row and its answer: kind, period and what it is about.
  key text not null,
  period text not null,
  kind text not null,
  unit_ids text[] not null,
  manuscript_ids text[] not null,
  strength numeric not null,
  zh text not null,
  en text not null,
  seen_at timestamptz not null,
  verdict text,
  reason text,
  answered_by text,
  answered_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, key),
  check ((verdict is null) = (answered_at is null))
);
create index fairness_findings_units on fairness_findings using gin (unit_ids);

-- When a quarter was last looked at, by whom, and how much was read.
create table fairness_looks (
  body_id text not null references bodies,
  period text not null,
  looked_at timestamptz not null,
  looked_by text not null,
  items integer not null,
  primary key (body_id, period)
);
