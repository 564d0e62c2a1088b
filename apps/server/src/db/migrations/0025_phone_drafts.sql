-- A draft begun on a device is named by that device, so that an answer lost on the way never makes a second manuscript.
alter table manuscripts add column draft_key text;
create unique index manuscripts_draft_key on manuscripts (body_id, created_by, draft_key) where draft_key is not null;

-- From this a person's key for the unsent texts on their devices is worked out; it never leaves the database itself.
alter table bodies add column device_root text not null
  default (gen_random_uuid()::text || gen_random_uuid()::text);

-- What was counted in the street (横幅, 资料, 咨询人次), beside the text that was written about it.
create table field_reports (
  body_id text not null references bodies,
  manuscript_id text not null,
  person_id text not null,
  unit_id text not null,
  on_day date not null,
  place text not null,
  banners integer check (banners >= 0),
  leaflets integer check (leaflets >= 0),
  consultations integer check (consultations >= 0),
  reported_at timestamptz not null,
  primary key (body_id, manuscript_id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
create index field_reports_newest on field_reports (body_id, person_id, reported_at desc);
