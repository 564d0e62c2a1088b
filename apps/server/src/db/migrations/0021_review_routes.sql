-- A step may have several signers: any one of them signs, or each. Each has a seat of the step.
alter table reviews add column seat integer not null default 1;
alter table reviews add column mode text not null default 'any' check (mode in ('any', 'all'));
-- Working hours that a step has once it opens. What ran under plain hours keeps the due time that it has.
alter table reviews add column due_hours integer not null default 7;
-- The text that was signed, and the signature of an earlier round that holds while the text is still that one.
alter table reviews add column signed_hash text;
alter table reviews add column carried_from text;
alter table reviews drop constraint reviews_body_id_manuscript_id_round_step_key;
alter table reviews add constraint reviews_seat unique (body_id, manuscript_id, round, step, seat);

-- The first of those who have it now to open it; every hand-over begins anew.
alter table manuscripts add column opened_at timestamptz;
alter table manuscripts add column opened_by text;

-- What has waited longest is asked for by the day.
create index manuscripts_waiting on manuscripts (body_id, held_since)
  where state in ('in_review', 'at_desk') and discarded_at is null;

-- Rules that named roles one after the other become steps; a day of 24 hours is a working day of seven.
update settings s set value = jsonb_build_object('rules', (
  select coalesce(jsonb_agg(jsonb_build_object(
      'channel', rule -> 'channel', 'type', null, 'importance', rule -> 'importance',
      'steps', (select jsonb_agg(jsonb_build_object('roles', jsonb_build_array(role), 'mode', 'any', 'onlyFor', '[]'::jsonb) order by n)
        from jsonb_array_elements(rule -> 'steps') with ordinality as t (role, n)),
      'dueHours', greatest(1, round((rule ->> 'dueHours')::numeric * 7 / 24)::integer)) order by place), '[]'::jsonb)
  from jsonb_array_elements(s.value -> 'rules') with ordinality as r (rule, place)))
where s.key = 'review_routes' and s.value ? 'rules';
