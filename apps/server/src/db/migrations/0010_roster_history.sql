-- How units and assessment groups stood before they were changed, so that the standings of an earlier day can be worked
-- out again (L17). What was changed before this migration is not known: earlier days then show the state it found.
create table roster_history (
  body_id text not null references bodies,
  kind text not null check (kind in ('unit', 'group')),
  id text not null,
  -- It stood like this until this moment; null for what did not exist before.
  until_at timestamptz not null,
  was jsonb,
  primary key (body_id, kind, id, until_at)
);

-- Facts that were taken back later are few; an earlier day still knows them.
create index facts_voided on facts (body_id, unit_id, on_day) where voided_at is not null;
