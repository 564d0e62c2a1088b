-- The mailbox of a body: how mail comes in (watched over IMAP, handed in at the SMTP door) and how answers leave.
create table mail_settings (
  body_id text primary key references bodies,
  -- Host, port, encryption, user, folders; the secrets stand beside them, sealed.
  incoming jsonb not null,
  incoming_secret bytea,
  door jsonb not null,
  outgoing jsonb not null,
  outgoing_secret bytea,
  rules jsonb not null,
  version integer not null default 0,
  saved_by text not null,
  saved_at timestamptz not null,
  -- How the watch is doing: the last round that ended well, and since when none has.
  succeeded_at timestamptz,
  failed_at timestamptz,
  failing_since timestamptz,
  failure jsonb,
  alarmed_at timestamptz
);

create table mail_messages (
  body_id text not null references bodies,
  id text not null,
  way text not null check (way in ('imap', 'door')),
  -- Of what the sender wrote: the same message by another way, or again, is the same row.
  digest text not null,
  message_id text,
  -- The message as it came, sealed, a stored file; null once a secrecy mark had it removed.
  raw_file_id text,
  size bigint not null,
  -- What the receiving connection knew: address, greeting, sender of the envelope.
  envelope jsonb not null default '{}',
  state text not null check (state in ('stored', 'waiting', 'taken', 'refused', 'aside', 'ignored')),
  tries integer not null default 0,
  arrived_at timestamptz not null,
  sent_at timestamptz,
  subject text not null default '',
  from_name text not null default '',
  from_address text,
  text text not null default '',
  automatic text,
  authentication jsonb not null default '{}',
  reading jsonb not null default '{}',
  why text[] not null default '{}',
  channel text not null default 'news' check (channel in ('news', 'opinion')),
  person_id text,
  unit_id text,
  note text not null default '',
  state_before text,
  decided_by text,
  decided_at timestamptz,
  -- The answer as it was worded in the transaction of the act; the outbox sends it.
  answer jsonb,
  answered_at timestamptz,
  version integer not null default 0,
  primary key (body_id, id),
  unique (body_id, digest)
);
create index mail_messages_list on mail_messages (body_id, state, arrived_at desc, id);
create index mail_messages_message_id on mail_messages (body_id, message_id) where message_id is not null;
create index mail_messages_stored on mail_messages (arrived_at) where state = 'stored';
create index mail_messages_answered on mail_messages (body_id, from_address, answered_at) where answered_at is not null;

-- Where a message was seen in a mailbox, so that it is fetched once; UIDVALIDITY tells when numbers begin anew.
create table mail_sightings (
  body_id text not null,
  account text not null,
  uidvalidity bigint not null,
  uid bigint not null,
  message_id text not null,
  filed_at timestamptz,
  primary key (body_id, account, uidvalidity, uid),
  foreign key (body_id, message_id) references mail_messages (body_id, id)
);
create index mail_sightings_open on mail_sightings (body_id, account, uidvalidity) where filed_at is null;
create index mail_sightings_message on mail_sightings (body_id, message_id);

create table mail_attachments (
  body_id text not null,
  message_id text not null,
  position integer not null,
  file_id text not null,
  name text not null,
  size bigint not null,
  -- What it became: text of a manuscript, a photo, an attachment; or why it could not be read.
  became text not null check (became in ('manuscript', 'photo', 'attachment', 'unreadable', 'left')),
  finding jsonb,
  primary key (body_id, message_id, position),
  foreign key (body_id, message_id) references mail_messages (body_id, id)
);
create index mail_attachments_file on mail_attachments (body_id, file_id);

create table mail_manuscripts (
  body_id text not null,
  message_id text not null,
  manuscript_id text not null,
  position integer not null,
  primary key (body_id, message_id, manuscript_id),
  foreign key (body_id, message_id) references mail_messages (body_id, id)
);
create index mail_manuscripts_manuscript on mail_manuscripts (body_id, manuscript_id);
