-- What is due by the end of work of a named day follows the office hours. Duties that were opened before learn it: topics
-- without a minute, and answers on instructions that are due exactly when work ends today. No calendar has an empty
-- version, so these are computed again.
update duties d set term = jsonb_build_object('kind', 'day_close', 'day', to_char(t.due_on, 'YYYY-MM-DD')), computed_with = ''
from plan_topics t
where d.kind = 'plan_topic' and d.state = 'open' and d.term is null
  and t.body_id = d.body_id and t.id = d.subject_id and t.due_on is not null and t.due_minute is null;

update duties d set
  term = jsonb_build_object('kind', 'day_close', 'day', to_char(d.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')),
  computed_with = ''
where d.kind = 'instruction' and d.state = 'open' and d.term is null
  and extract(hour from d.due_at at time zone 'Asia/Shanghai') * 60
    + extract(minute from d.due_at at time zone 'Asia/Shanghai')
    = coalesce((select (c.hours -> 'shifts' -> -1 ->> 1)::int from calendars c where c.body_id = d.body_id), 1050);

-- How many urgent messages one person may send within an hour.
alter table notice_settings add column urgent_per_hour integer not null default 10 check (urgent_per_hour between 1 and 100);
