-- Events of one act share a moment; the life line keeps the order in which they were written.
alter table manuscript_events add column seq bigint generated always as identity;
drop index manuscript_events_of;
create index manuscript_events_of on manuscript_events (body_id, manuscript_id, seq);

-- Lists and their totals are answered from indexes alone.
drop index manuscripts_path;
create index manuscripts_path on manuscripts (body_id, unit_path text_pattern_ops) include (state, unit_id) where discarded_at is null;
create index manuscripts_creator on manuscripts (body_id, created_by) where discarded_at is null;
create index manuscripts_desk on manuscripts (body_id, holder_unit_id, state, held_since, id)
  where holder_unit_id is not null and discarded_at is null;
create index manuscripts_merged on manuscripts (body_id, merged_into) where merged_into is not null;

-- Sent texts that share much of their wording (M6); one row for each direction.
create table manuscript_repeats (
  body_id text not null,
  manuscript_id text not null,
  other_id text not null,
  -- How much of this manuscript's text stands in the other one.
  shared_percent integer not null,
  primary key (body_id, manuscript_id, other_id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, other_id) references manuscripts (body_id, id)
);
create index manuscript_repeats_other on manuscript_repeats (body_id, other_id);
