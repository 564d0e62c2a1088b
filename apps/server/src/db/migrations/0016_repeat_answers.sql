-- What persons say of two texts that are alike (D14): the writer declares, the desk decides. `manuscript_id` is the text
-- that repeats `other_id`. Answers that were taken back stay, so that both manuscripts can tell their story.
create table repeat_answers (
  body_id text not null,
  id text not null,
  manuscript_id text not null,
  other_id text not null,
  side text not null check (side in ('writer', 'desk')),
  answer text not null check (answer in ('same', 'follow_up', 'rewrite', 'unrelated')),
  note text not null,
  answered_by text not null,
  answered_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, manuscript_id) references manuscripts (body_id, id),
  foreign key (body_id, other_id) references manuscripts (body_id, id),
  check (manuscript_id <> other_id)
);
create unique index repeat_answers_now on repeat_answers
  (body_id, least(manuscript_id, other_id), greatest(manuscript_id, other_id), side) where withdrawn_at is null;
create index repeat_answers_of on repeat_answers (body_id, manuscript_id) where withdrawn_at is null;
create index repeat_answers_to on repeat_answers (body_id, other_id) where withdrawn_at is null;
