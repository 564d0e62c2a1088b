-- What sent texts are found by (M6, decision 0711): sampled hashes of short runs, salted with the body, so that a text is
-- met again as a whole, in part, or in another order. They replace one signature of the whole text.
create table manuscript_fingerprints (
  body_id text not null,
  manuscript_id text not null,
  fingerprints integer[] not null,
  primary key (body_id, manuscript_id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id)
);
-- A pending list would be read through at every check.
create index manuscript_fingerprints_met on manuscript_fingerprints using gin (fingerprints) with (fastupdate = off);

-- Fingerprints of set phrases and forms: they stand in so many texts that they tell nothing and are kept no more.
create table common_fingerprints (
  body_id text not null references bodies,
  fingerprint integer not null,
  primary key (body_id, fingerprint)
);

drop table manuscript_shingles;
