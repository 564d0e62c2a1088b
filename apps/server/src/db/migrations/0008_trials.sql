-- Trial runs of a proposed scheme on past periods. Nothing here is ever read by standings or the ledger.

create table trials (
  body_id text not null references bodies,
  id text not null,
  -- running, done, cancelled, failed, interrupted
  state text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- Set again and again while a server works on it: a trial that has been silent for long was left by a server that ended.
  beat_at timestamptz not null,
  owners_done integer not null default 0,
  owners_all integer not null default 0,
  periods text[] not null,
  -- The schemes that held in the periods, with their days and the sha256 of their texts; and the proposed one.
  current jsonb not null,
  proposed jsonb not null,
  -- The texts as tried, by their sha256: a draft goes on changing.
  texts jsonb not null,
  as_of date not null,
  -- The moment whose facts were read, and how many there were.
  facts_at timestamptz,
  facts integer,
  -- One comparison per period, without its owners.
  results jsonb,
  -- Why it ended without a result, in both languages.
  failure jsonb,
  removed_at timestamptz,
  primary key (body_id, id)
);
create unique index trials_one_running on trials (body_id) where state = 'running';
create index trials_started on trials (body_id, started_at desc);

create table trial_owners (
  body_id text not null,
  trial_id text not null,
  period text not null,
  owner_kind text not null,
  owner_id text not null,
  name text not null,
  unit_name text,
  group_name text not null,
  points_before numeric,
  points_after numeric,
  place_before integer,
  place_after integer,
  -- Null where there is nothing to compare.
  change numeric,
  shift integer,
  -- The order of the result: by group and new place.
  sort integer not null,
  -- The whole row as the comparison made it.
  row jsonb not null,
  primary key (body_id, trial_id, period, owner_kind, owner_id),
  foreign key (body_id, trial_id) references trials (body_id, id) on delete cascade
);

-- Lines of an owner that differ, side by side; owners whose lines are all the same have none.
create table trial_lines (
  body_id text not null,
  trial_id text not null,
  period text not null,
  owner_kind text not null,
  owner_id text not null,
  lines jsonb not null,
  primary key (body_id, trial_id, period, owner_kind, owner_id),
  foreign key (body_id, trial_id) references trials (body_id, id) on delete cascade
);
