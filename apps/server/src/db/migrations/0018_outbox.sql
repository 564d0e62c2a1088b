-- What leaves the system (mail, robots, webhooks) is a row written with the act and sent by a round afterwards.
create table outbox (
  body_id text not null references bodies,
  id text not null,
  -- The order of queueing; what concerns one matter leaves in this order.
  seq bigint generated always as identity,
  channel text not null,
  -- Whom the channel turns into an address when it sends: a person, a robot, a webhook.
  receiver text not null,
  -- The matter, for example a duty: its deliveries are sent in order and withdrawn together.
  about text,
  payload jsonb not null,
  dedupe_key text not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'failed', 'sent', 'dead', 'withdrawn')),
  attempts integer not null default 0,
  -- When it may be tried next; while it is being sent, when the lease of its sender ends.
  next_at timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (body_id, id),
  unique (body_id, dedupe_key),
  check ((ended_at is null) = (state in ('waiting', 'sending', 'failed')))
);
create index outbox_due on outbox (next_at, seq) where state in ('waiting', 'sending', 'failed');
create index outbox_about on outbox (body_id, about, channel, receiver, seq)
  where state in ('waiting', 'sending', 'failed') and about is not null;
create index outbox_dead on outbox (body_id, channel) where state = 'dead';
create index outbox_ended on outbox (ended_at) where state in ('sent', 'withdrawn');
