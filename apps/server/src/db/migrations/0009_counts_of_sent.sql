-- What was sent between two days is counted by unit and type from the index alone: three times as fast over a quarter.
create index manuscripts_sent on manuscripts (body_id, submitted_at) include (unit_id, unit_path, type, late)
  where submitted_at is not null and discarded_at is null;
drop index manuscripts_submitted;
