-- What is urgent leaves before what is not: found by itself, however much waits.
create index outbox_urgent on outbox (channel, next_at, seq)
  where state in ('waiting', 'sending', 'failed') and payload @> '{"urgent": true}';
-- Each way out takes its own in order of time, and passes over nothing that waits for another.
create index outbox_due_by_channel on outbox (channel, next_at, seq)
  where state in ('waiting', 'sending', 'failed');
drop index outbox_due;

-- A topic is due by a minute of its day; without one, by the end of that day's work.
alter table plan_topics add column due_minute integer check (due_minute between 0 and 1439);
