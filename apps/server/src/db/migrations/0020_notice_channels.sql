-- Notices lead somewhere, may be urgent, and leave the system by the ways that a person wants.
alter table notices
  -- Where it leads when it is about no manuscript and no adoption; a path of this site.
  add column link text,
  add column urgent boolean not null default false,
  -- The urgent message whose reading is to be confirmed with it.
  add column message_id text;

-- What a person wants; without a row the usual holds. Quiet hours are minutes of the day; null means those of the body.
create table notice_wishes (
  body_id text not null,
  person_id text not null,
  -- Way out -> groups of kinds that go there.
  ways jsonb not null,
  quiet_from integer check (quiet_from between 0 and 1439),
  quiet_to integer check (quiet_to between 0 and 1439),
  digest boolean not null,
  version integer not null,
  primary key (body_id, person_id),
  foreign key (body_id, person_id) references people (body_id, id),
  check ((quiet_from is null) = (quiet_to is null))
);

-- What is to leave and still gathers: several within a few minutes become one message.
create table notice_sends (
  body_id text not null references bodies,
  seq bigint generated always as identity,
  way text not null,
  -- A person, or a channel of the body.
  receiver text not null,
  notice_id text not null,
  kind text not null,
  link text not null,
  -- The duty whose end makes it pointless.
  about text,
  due_at timestamptz not null,
  primary key (body_id, seq)
);
create index notice_sends_due on notice_sends (due_at);

-- Robots, webhooks and the SMS gateway of a body. What is secret is sealed.
create table notice_channels (
  body_id text not null references bodies,
  id text not null,
  kind text not null check (kind in ('wecom', 'dingtalk', 'feishu', 'webhook', 'sms')),
  name text not null,
  active boolean not null,
  -- Addresses of robots carry their key.
  address bytea not null,
  -- What may be shown of the address.
  host text not null,
  secret bytea,
  -- While a webhook's secret is exchanged both sign.
  former_secret bytea,
  template text,
  groups jsonb not null,
  -- The alarm is raised once for each outage.
  alarmed_at timestamptz,
  saved_by text not null,
  saved_at timestamptz not null,
  version integer not null,
  primary key (body_id, id)
);

-- One alarm for each outage of a way out; gone when something has left by it again.
create table way_alarms (
  body_id text not null references bodies,
  way text not null,
  -- The channel of the body; empty for mail.
  receiver text not null,
  raised_at timestamptz not null,
  primary key (body_id, way, receiver)
);
create index outbox_ways on outbox (body_id, channel, receiver, state);

-- The quiet hours of the body.
create table notice_settings (
  body_id text primary key references bodies,
  quiet_from integer not null check (quiet_from between 0 and 1439),
  quiet_to integer not null check (quiet_to between 0 and 1439),
  version integer not null
);

create table calendar_feeds (
  body_id text not null,
  id text not null,
  person_id text not null,
  name text not null,
  -- sha256 of the token, which is shown once.
  token_hash text not null unique,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, person_id) references people (body_id, id)
);
create index calendar_feeds_person on calendar_feeds (body_id, person_id);

-- An urgent message of a person, whose reading every receiver confirms.
create table urgent_messages (
  body_id text not null,
  id text not null,
  text text not null,
  manuscript_id text,
  sent_by text not null,
  unit_id text not null,
  at timestamptz not null,
  due_at timestamptz not null,
  primary key (body_id, id),
  foreign key (body_id, sent_by) references people (body_id, id)
);
create index urgent_messages_sender on urgent_messages (body_id, sent_by, at desc);
create table urgent_receivers (
  body_id text not null,
  message_id text not null,
  person_id text not null,
  unit_id text not null,
  confirmed_at timestamptz,
  primary key (body_id, message_id, person_id),
  foreign key (body_id, message_id) references urgent_messages (body_id, id)
);
create index urgent_receivers_waiting on urgent_receivers (body_id, person_id) where confirmed_at is null;

-- Once for a person and day, whatever runs twice.
create table digests (
  body_id text not null,
  person_id text not null,
  day date not null,
  made_at timestamptz not null,
  primary key (body_id, person_id, day)
);
