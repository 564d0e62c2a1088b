-- Every table carries body_id, the institution that owns the row, first in every unique key: a body is the unit of
-- sharding, and no foreign key crosses bodies. PostgreSQL 15 subset, no extensions.

create table bodies (
  id text primary key,
  name text not null,
  demonstration boolean not null default false,
  created_at timestamptz not null
);

-- Network ---------------------------------------------------------------------------------------------------------

create table assessment_groups (
  body_id text not null references bodies,
  id text not null,
  name text not null,
  sort integer not null default 0,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, name)
);

create table units (
  body_id text not null references bodies,
  id text not null,
  parent_id text,
  name text not null,
  short_name text not null,
  aliases text[] not null default '{}',
  kind text not null,
  group_id text,
  desk_name text,
  -- Ids from the root to this unit, each followed by '/'; "below" is a prefix.
  path text not null,
  depth integer not null,
  sort integer not null default 0,
  opened_on date not null,
  closed_on date,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, parent_id) references units (body_id, id),
  foreign key (body_id, group_id) references assessment_groups (body_id, id),
  check (closed_on is null or closed_on >= opened_on)
);
create unique index units_name_under_parent on units (body_id, coalesce(parent_id, ''), name) where closed_on is null;
create index units_path on units (body_id, path text_pattern_ops);

create table people (
  body_id text not null references bodies,
  id text not null,
  name text not null,
  pinyin text not null default '',
  user_name text not null,
  title text not null default '',
  phone text,
  email text,
  active boolean not null default true,
  auth_user_id text,
  must_change_password boolean not null default true,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, user_name)
);
create unique index people_user_name on people (user_name);
create unique index people_auth_user on people (auth_user_id);
create index people_pinyin on people (body_id, pinyin);

create table appointments (
  body_id text not null references bodies,
  id text not null,
  person_id text not null,
  unit_id text not null,
  role text not null,
  full_time boolean not null default false,
  from_on date not null,
  to_on date,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, person_id) references people (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id),
  check (to_on is null or to_on >= from_on)
);
create index appointments_person on appointments (body_id, person_id);
create index appointments_unit_role on appointments (body_id, unit_id, role);

-- Sign-in: tables of the authentication library, columns as it expects them --------------------------------------

create table auth_users (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  username text unique,
  "displayUsername" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth_sessions (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth_users on delete cascade,
  last_seen_at timestamptz not null default now()
);
create index auth_sessions_user on auth_sessions ("userId");
create table auth_accounts (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth_users on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_accounts_user on auth_accounts ("userId");
create table auth_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table api_tokens (
  body_id text not null references bodies,
  id text not null,
  name text not null,
  appointment_id text not null,
  hash bytea not null,
  created_at timestamptz not null,
  expires_on date not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, appointment_id) references appointments (body_id, id)
);
create unique index api_tokens_hash on api_tokens (hash);

create table idempotency_keys (
  body_id text not null,
  person_id text not null,
  key text not null,
  endpoint text not null,
  request_hash bytea not null,
  response jsonb not null,
  created_at timestamptz not null,
  primary key (body_id, person_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table settings (
  body_id text not null references bodies,
  key text not null,
  value jsonb not null,
  version integer not null default 0,
  primary key (body_id, key)
);

-- Audit trail: entries are written with the act; the sealer chains them in the order of their transactions --------

create table audit_entries (
  id bigint generated always as identity primary key,
  body_id text not null,
  at timestamptz not null,
  person_id text,
  appointment_id text,
  role text,
  address text not null,
  act text not null,
  subject_id text,
  before jsonb,
  after jsonb,
  txid xid8 not null default pg_current_xact_id()
);
create index audit_entries_tx on audit_entries (txid, id);
create index audit_entries_body on audit_entries (body_id, id desc);
create index audit_entries_subject on audit_entries (body_id, subject_id, id desc) where subject_id is not null;

create table audit_seals (
  seq bigint primary key,
  entry_id bigint not null unique,
  txid xid8 not null,
  hash bytea not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only table %', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();
create trigger audit_seals_append_only before update or delete or truncate on audit_seals
  for each statement execute function refuse_change();

-- Files -----------------------------------------------------------------------------------------------------------

create table stored_files (
  body_id text not null references bodies,
  id text not null,
  sha256 text not null,
  size bigint not null,
  type text not null,
  name text not null,
  uploaded_by text,
  uploaded_at timestamptz not null,
  primary key (body_id, id)
);
create index stored_files_sha on stored_files (body_id, sha256);

-- Manuscripts -----------------------------------------------------------------------------------------------------

create table manuscripts (
  body_id text not null references bodies,
  id text not null,
  unit_id text not null,
  unit_path text not null,
  state text not null,
  channel text not null,
  type text not null,
  genre text not null,
  importance text not null,
  themes text[] not null default '{}',
  title text not null,
  event_on date,
  secrecy text not null default 'none',
  lead_note text,
  lead_id text,
  revision_id text not null,
  desk_revision_id text,
  words integer not null default 0,
  round integer not null default 0,
  -- Who holds it now: a person at a review step, or a role at a unit (the desk).
  holder_person_id text,
  holder_role text,
  holder_unit_id text,
  held_since timestamptz,
  due_at timestamptz,
  late boolean not null default false,
  decline_reason text,
  decline_note text,
  merged_into text,
  forwarded_from text,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  at_desk_at timestamptz,
  decided_at timestamptz,
  discarded_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);
create index manuscripts_unit_newest on manuscripts (body_id, unit_id, updated_at desc, id desc) include (state) where discarded_at is null;
create index manuscripts_newest on manuscripts (body_id, updated_at desc, id desc) include (state, unit_id) where discarded_at is null;
create index manuscripts_path on manuscripts (body_id, unit_path text_pattern_ops);
create index manuscripts_state on manuscripts (body_id, state, updated_at desc) where discarded_at is null;
create index manuscripts_holder on manuscripts (body_id, holder_person_id) where holder_person_id is not null;
create index manuscripts_submitted on manuscripts (body_id, submitted_at) where submitted_at is not null;

create table manuscript_authors (
  body_id text not null,
  manuscript_id text not null,
  person_id text not null,
  position integer not null,
  primary key (body_id, manuscript_id, person_id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, person_id) references people (body_id, id)
);
create index manuscript_authors_person on manuscript_authors (body_id, person_id);

create table revisions (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  number integer not null,
  kind text not null,
  title text not null,
  body jsonb not null,
  words integer not null,
  -- sha256 over title and body: what a signature was given on.
  hash text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (body_id, id),
  unique (body_id, manuscript_id, number),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);

create table manuscript_files (
  body_id text not null,
  manuscript_id text not null,
  file_id text not null,
  role text not null,
  caption text not null default '',
  position integer not null,
  primary key (body_id, manuscript_id, file_id, role),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, file_id) references stored_files (body_id, id)
);
create index manuscript_files_file on manuscript_files (body_id, file_id);

-- The life line (M7): append-only.
create table manuscript_events (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  at timestamptz not null,
  kind text not null,
  person_id text,
  role text,
  unit_id text,
  detail jsonb not null default '{}',
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index manuscript_events_of on manuscript_events (body_id, manuscript_id, at, id);
create trigger manuscript_events_append_only before update or delete or truncate on manuscript_events
  for each statement execute function refuse_change();

-- Word shingles of sent texts, for the first answer to "seen before" (M6).
create table manuscript_shingles (
  body_id text not null,
  manuscript_id text not null,
  bands integer[] not null,
  signature integer[] not null,
  primary key (body_id, manuscript_id)
);
create index manuscript_shingles_bands on manuscript_shingles using gin (bands);

-- Reviews ---------------------------------------------------------------------------------------------------------

create table reviews (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  round integer not null,
  step integer not null,
  role text not null,
  reviewer_id text not null,
  state text not null,
  revision_id text not null,
  arrived_at timestamptz,
  due_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  reason text,
  primary key (body_id, id),
  unique (body_id, manuscript_id, round, step),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index reviews_pending on reviews (body_id, reviewer_id, arrived_at) where state = 'pending';

create table delegations (
  body_id text not null,
  id text not null,
  from_person_id text not null,
  to_person_id text not null,
  from_on date not null,
  to_on date not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, from_person_id) references people (body_id, id),
  foreign key (body_id, to_person_id) references people (body_id, id),
  check (to_on >= from_on)
);
create index delegations_from on delegations (body_id, from_person_id) where ended_at is null;
create index delegations_to on delegations (body_id, to_person_id) where ended_at is null;

-- Adoptions -------------------------------------------------------------------------------------------------------

create table outlets (
  body_id text not null references bodies,
  id text not null,
  name text not null,
  level text not null,
  kind text not null,
  internal boolean not null default false,
  opened_on date not null,
  closed_on date,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, name)
);

create table adoptions (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  unit_id text not null,
  unit_path text not null,
  outlet_id text not null,
  published_on date not null,
  issue text not null default '',
  genre text not null,
  position text not null,
  page text not null default '',
  length integer,
  state text not null,
  claimed_by text not null,
  claimed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  reason text,
  version integer not null default 0,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, outlet_id) references outlets (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);
-- One publication is claimed once (F73).
create unique index adoptions_once on adoptions (body_id, manuscript_id, outlet_id, published_on, issue)
  where state in ('claimed', 'verified');
create index adoptions_manuscript on adoptions (body_id, manuscript_id);
create index adoptions_published on adoptions (body_id, published_on desc, id desc);
create index adoptions_path on adoptions (body_id, unit_path text_pattern_ops);
create index adoptions_claimed on adoptions (body_id, claimed_at) where state = 'claimed';

create table adoption_evidence (
  body_id text not null,
  id text not null,
  adoption_id text not null,
  kind text not null,
  file_id text,
  url text,
  sha256 text,
  added_by text not null,
  added_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, adoption_id) references adoptions (body_id, id),
  check ((file_id is null) <> (url is null))
);
create index adoption_evidence_of on adoption_evidence (body_id, adoption_id);
create index adoption_evidence_sha on adoption_evidence (body_id, sha256) where sha256 is not null;

-- Facts: what happened and may score. Never changed; voided with a reason ----------------------------------------

create table facts (
  body_id text not null,
  id text not null,
  kind text not null,
  on_day date not null,
  booked_on date not null,
  unit_id text not null,
  person_ids text[] not null default '{}',
  manuscript_id text,
  adoption_id text,
  lead_id text,
  attrs jsonb not null default '{}',
  label text not null,
  evidence jsonb not null default '[]',
  note text not null default '',
  recorded_by text,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by text,
  void_reason text,
  primary key (body_id, id),
  foreign key (body_id, unit_id) references units (body_id, id)
);
create index facts_unit_day on facts (body_id, unit_id, on_day) where voided_at is null;
create index facts_day on facts (body_id, on_day) where voided_at is null;
create index facts_people on facts using gin (person_ids) where voided_at is null;
create index facts_manuscript on facts (body_id, manuscript_id) where manuscript_id is not null;
create index facts_adoption on facts (body_id, adoption_id) where adoption_id is not null;

-- Standings -------------------------------------------------------------------------------------------------------

create table schemes (
  body_id text not null references bodies,
  id text not null,
  name text not null,
  number integer not null,
  yaml text not null,
  state text not null,
  from_on date,
  to_on date,
  saved_by text,
  saved_at timestamptz not null,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, number)
);

create table ledger_lines (
  body_id text not null,
  id text not null,
  scheme_id text not null,
  year integer not null,
  period text not null,
  owner_kind text not null,
  owner_id text not null,
  on_day date not null,
  clause text not null,
  rule text not null,
  status text not null,
  points numeric not null,
  measure text not null,
  fact_ids text[] not null,
  -- The engine's line with its arithmetic and the sentences that explain it.
  line jsonb not null,
  -- sha1 of the line: what has not changed is not written again.
  digest text not null,
  computed_at timestamptz not null,
  -- What it stood at before, and when that changed.
  changed jsonb,
  primary key (body_id, id),
  foreign key (body_id, scheme_id) references schemes (body_id, id)
);
create index ledger_lines_owner on ledger_lines (body_id, owner_kind, owner_id, year, on_day);
create index ledger_lines_facts on ledger_lines using gin (fact_ids);

create index ledger_lines_day on ledger_lines (body_id, owner_kind, on_day);

-- How far an owner is with each target of a period.
create table standing_targets (
  body_id text not null,
  scheme_id text not null,
  year integer not null,
  owner_kind text not null,
  owner_id text not null,
  clause text not null,
  rule text not null,
  name text not null,
  period_kind text not null,
  period text not null,
  from_on date not null,
  to_on date not null,
  target numeric not null,
  done numeric not null,
  missing numeric not null,
  primary key (body_id, owner_kind, owner_id, year, scheme_id, clause, period)
);
create index standing_targets_days on standing_targets (body_id, owner_kind, from_on);

-- When a year was last scored for everybody: targets that end overnight show the next morning.
create table scored_days (
  body_id text not null references bodies,
  year integer not null,
  day date not null,
  primary key (body_id, year)
);

create table periods (
  body_id text not null references bodies,
  period text not null,
  state text not null,
  closed_by text,
  closed_at timestamptz,
  hash text,
  frozen jsonb,
  version integer not null default 0,
  primary key (body_id, period)
);

create table circulars (
  body_id text not null references bodies,
  id text not null,
  title text not null,
  number text not null default '',
  period text not null,
  scheme_id text,
  addressee text not null,
  body jsonb not null,
  sign_off text not null,
  signed_on date not null,
  state text not null,
  saved_by text not null,
  saved_at timestamptz not null,
  issued_by text,
  issued_at timestamptz,
  discarded_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id)
);

-- Notices ---------------------------------------------------------------------------------------------------------

create table notices (
  body_id text not null,
  id text not null,
  person_id text not null,
  at timestamptz not null,
  kind text not null,
  zh text not null,
  en text not null,
  manuscript_id text,
  adoption_id text,
  read_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, person_id) references people (body_id, id)
);
create index notices_person on notices (body_id, person_id, at desc);
create index notices_unread on notices (body_id, person_id) where read_at is null;
