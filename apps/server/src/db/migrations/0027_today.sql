-- "Today" asks a dozen lists at once and every look at any page asks "today": what waits is found without reading what was.

-- The last check hinted at secrets and two persons have not cleared that wording, or one holds it. Written wherever a run or
-- a clearance is (manuscripts/clearance-queries.ts), so that nobody looks through the runs of years to find the few.
alter table manuscripts add column awaits_clearance boolean not null default false;
update manuscripts m set awaits_clearance = true
from check_runs r
where r.body_id = m.body_id and r.manuscript_id = m.id
  and r.id = (select l.id from check_runs l where l.body_id = m.body_id and l.manuscript_id = m.id
    order by l.checked_at desc, l.id desc limit 1)
  and exists (select from check_findings f where f.body_id = m.body_id and f.run_id = coalesce(r.same_as, r.id)
    and f.rule in ('S2', 'S4'))
  and (select count(*) filter (where c.verdict = 'clear') < 2 or count(*) filter (where c.verdict = 'hold') > 0
    from clearances c where c.body_id = m.body_id and c.manuscript_id = m.id and c.text_key = r.text_key);
create index manuscripts_to_clear on manuscripts (body_id, unit_path text_pattern_ops)
  where awaits_clearance and state in ('in_review', 'at_desk', 'accepted') and discarded_at is null;
-- What is late at a desk is counted without reading what is not.
create index manuscripts_desk_due on manuscripts (body_id, holder_unit_id, due_at)
  where state = 'at_desk' and discarded_at is null;

-- What is owed by whoever holds a post: found by the post, and counted where nobody holds it.
create index duties_post on duties (body_id, unit_id, role, due_at) where state = 'open' and person_id is null;
-- Closed undone is rare, and a round asks every few seconds whether any of it is not booked yet.
create index duties_closed on duties (body_id, kind, key) where state = 'closed';

-- Whether a person or a post is held today is answered from the index alone.
drop index appointments_person;
create index appointments_person on appointments (body_id, person_id) include (from_on, to_on);
drop index appointments_unit_role;
create index appointments_unit_role on appointments (body_id, unit_id, role) include (person_id, from_on, to_on);
create index people_inactive on people (body_id, id) where not active;
