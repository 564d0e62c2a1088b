-- How a desk wants the rules of the quality check: the nearest choice upward holds, without any the rule as it is written.
create table rule_choices (
  body_id text not null references bodies,
  unit_id text not null,
  rule text not null,
  -- A type of manuscript, or '' for all.
  type text not null default '',
  choice text not null check (choice in ('off', 'advice', 'normal', 'blocking')),
  chosen_by text not null,
  chosen_at timestamptz not null,
  primary key (body_id, unit_id, rule, type),
  foreign key (body_id, unit_id) references units (body_id, id)
);

-- What the check found in one text at one step (F35): proof that it was made, on which text, by which rules.
create table check_runs (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  revision_id text not null,
  hash text not null,
  rules text not null,
  -- Title, text and captions together: what a clearance is given on.
  text_key text not null,
  step text not null,
  checked_at timestamptz not null,
  checked_by text,
  -- Nothing changed since this run: its findings hold.
  same_as text,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index check_runs_of on check_runs (body_id, manuscript_id, checked_at);
create index check_runs_since on check_runs (body_id, checked_at);

-- A quote is kept of no secrecy finding; of personal data the masked form.
create table check_findings (
  body_id text not null,
  run_id text not null,
  number integer not null,
  rule text not null,
  severity text not null,
  place jsonb not null,
  from_at integer not null,
  to_at integer not null,
  quote text,
  answer text,
  reason text,
  answered_by text,
  answered_at timestamptz,
  primary key (body_id, run_id, number),
  foreign key (body_id, run_id) references check_runs (body_id, id)
);

create index check_findings_hints on check_findings (body_id, run_id) where rule in ('S2', 'S4');

-- What the writer answered to a finding: repaired, left with a reason, or not a fault. One answer for one wording.
create table finding_answers (
  body_id text not null,
  manuscript_id text not null,
  rule text not null,
  wording text not null,
  quote text not null,
  answer text not null check (answer in ('repaired', 'left', 'not_a_fault')),
  reason text not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (body_id, manuscript_id, rule, wording),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index finding_answers_since on finding_answers (body_id, answered_at);

-- Words that hint at secrets, kept by the security role; writers learn of a hit and nothing else.
create table secrecy_words (
  body_id text not null references bodies,
  id text not null,
  word text not null,
  reason text not null,
  added_by text not null,
  added_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  primary key (body_id, id)
);
create unique index secrecy_words_once on secrecy_words (body_id, word) where removed_at is null;

-- Texts that were refused because of a secrecy mark. The text stands nowhere; a keyed hash tells whether it came again.
create table secrecy_refusals (
  body_id text not null references bodies,
  id text not null,
  person_id text not null,
  unit_id text,
  endpoint text not null,
  rule text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null,
  text_hash text not null,
  last_hash text not null,
  primary key (body_id, id)
);
create index secrecy_refusals_newest on secrecy_refusals (body_id, last_at desc);
create index secrecy_refusals_of on secrecy_refusals (body_id, person_id, endpoint, last_at);

-- Two different persons clear a text in which something hints at secrets; another wording has to be cleared anew.
create table clearances (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  text_key text not null,
  person_id text not null,
  role text not null,
  verdict text not null check (verdict in ('clear', 'hold')),
  reason text not null,
  decided_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create unique index clearances_once on clearances (body_id, manuscript_id, text_key, person_id);

-- An earlier text that still holds what was masked later can be closed to reading; its hash stays proof.
alter table revisions
  add column sealed_at timestamptz,
  add column sealed_by text,
  add column seal_reason text;
