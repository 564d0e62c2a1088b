-- What is urgent leaves before what is not: found by itself, however much waits.
create index outbox_urgent on outbox (channel, next_at, seq)
  where state in ('waiting', 'sending', 'failed') and payload @> '{"urgent": true}';
-- Each way out takes its own in order of time, and passes over nothing that waits for another.
create index outbox_due_by_channel on outbox (channel, next_at, seq)
  where state in ('waiting', 'sending', 'failed');
drop index outbox_due;
