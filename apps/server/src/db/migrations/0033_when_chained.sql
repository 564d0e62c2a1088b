-- When an entry was put into the chain, by the clock of the database: beside the time that the entry itself gives, it
-- tells a machine whose clock was put back from an entry that was given an earlier time (decision 0762). Links from
-- before this have none.
alter table audit_seals add column chained_at timestamptz;
alter table audit_seals alter column chained_at set default clock_timestamp();
