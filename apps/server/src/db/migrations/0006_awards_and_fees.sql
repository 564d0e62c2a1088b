-- Awards ------------------------------------------------------------------------------------------------------------

-- One proposal of a period's awards, from the scheme's figures as they stood; nothing in it moves by itself afterwards.
create table award_rounds (
  body_id text not null references bodies,
  id text not null,
  period text not null,
  scheme_id text not null,
  state text not null check (state in ('proposed', 'submitted', 'granted')),
  -- Hash of the closed ledger that it was drawn from, where the period was closed.
  hash text,
  proposed_by text not null,
  proposed_at timestamptz not null,
  submitted_by text,
  submitted_at timestamptz,
  -- Why the leader sent it back, until it is submitted again.
  sent_back text,
  granted_by text,
  granted_at timestamptz,
  discarded_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, scheme_id) references schemes (body_id, id)
);
create unique index award_rounds_once on award_rounds (body_id, period) where discarded_at is null;

create table award_candidates (
  body_id text not null,
  id text not null,
  round_id text not null,
  position integer not null,
  award text not null,
  title_zh text not null,
  title_en text not null,
  owner_kind text not null,
  owner_id text not null,
  owner_name text not null,
  unit_name text,
  group_name text not null,
  place integer,
  tied boolean not null,
  points numeric not null,
  outcome text not null,
  seats integer,
  money numeric,
  reason_zh text not null,
  reason_en text not null,
  -- What a person decided against the figures, and why; null leaves what the scheme says.
  decision text check (decision in ('set_aside', 'moved_up')),
  decision_reason text,
  decided_by text,
  decided_at timestamptz,
  primary key (body_id, id),
  unique (body_id, round_id, award, owner_kind, owner_id),
  foreign key (body_id, round_id) references award_rounds (body_id, id),
  check ((decision is null) = (decision_reason is null))
);

create table awards (
  body_id text not null references bodies,
  id text not null,
  -- 评先〔2026〕3号: the year of the period and a number that is given once.
  year integer not null,
  number integer not null,
  round_id text not null,
  candidate_id text not null,
  award text not null,
  title_zh text not null,
  title_en text not null,
  owner_kind text not null,
  owner_id text not null,
  owner_name text not null,
  unit_name text,
  group_name text not null,
  period text not null,
  place integer,
  points numeric not null,
  money numeric,
  reason_zh text not null,
  reason_en text not null,
  granted_by text not null,
  granted_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  revoke_reason text,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, year, number),
  unique (body_id, candidate_id),
  foreign key (body_id, candidate_id) references award_candidates (body_id, id)
);
create index awards_owner on awards (body_id, owner_kind, owner_id);
create index awards_period on awards (body_id, period);

-- Fees --------------------------------------------------------------------------------------------------------------

create table fee_lists (
  body_id text not null references bodies,
  id text not null,
  year integer not null,
  number integer not null,
  period text not null,
  scheme_id text not null,
  -- How the amounts were rounded, in words.
  rounding_zh text not null,
  rounding_en text not null,
  state text not null check (state in ('prepared', 'checked', 'paid', 'discarded')),
  sum numeric not null,
  persons integer not null,
  items integer not null,
  prepared_by text not null,
  prepared_at timestamptz not null,
  checked_by text,
  checked_at timestamptz,
  paid_on date,
  voucher text,
  paid_by text,
  paid_at timestamptz,
  discard_reason text,
  discarded_by text,
  discarded_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, year, number),
  foreign key (body_id, scheme_id) references schemes (body_id, id),
  -- Nobody checks what they prepared themselves.
  check (checked_by is null or checked_by <> prepared_by)
);

create table fee_items (
  body_id text not null,
  id text not null,
  list_id text not null,
  -- The ledger line that is paid: 0 the first time, 1, 2 … for each later difference.
  line_id text not null,
  part integer not null check (part >= 0),
  kind text not null check (kind in ('item', 'late', 'difference')),
  owner_kind text not null,
  owner_id text not null,
  owner_name text not null,
  unit_name text,
  on_day date not null,
  rule text not null,
  label text not null,
  zh text not null,
  en text not null,
  amount numeric not null,
  -- What the line stood at in all when this was listed.
  line_amount numeric not null,
  manuscript_id text,
  adoption_id text,
  -- A discarded list lets its items go.
  released boolean not null default false,
  primary key (body_id, id),
  foreign key (body_id, list_id) references fee_lists (body_id, id)
);
create unique index fee_items_once on fee_items (body_id, line_id, part) where not released;
create index fee_items_list on fee_items (body_id, list_id, owner_id);
create index fee_items_owner on fee_items (body_id, owner_kind, owner_id);

-- Where money goes. Everything but the last four digits is sealed with the key of the server (fees/vault.ts).
create table payees (
  body_id text not null references bodies,
  owner_kind text not null,
  owner_id text not null,
  sealed bytea not null,
  last_four text not null,
  saved_by text not null,
  saved_at timestamptz not null,
  version integer not null default 0,
  primary key (body_id, owner_kind, owner_id)
);
