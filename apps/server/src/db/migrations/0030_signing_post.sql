-- A signature is given in the post to which the duty belongs, whichever post the signer has chosen: a seat of a review and a
-- duty of a release carry the unit of that post. A stand-in signs for the post of whom he stands in for.
alter table reviews add column unit_id text;
-- What still waits learns its post: the nearest unit at which the reviewer holds the role of the step. What was signed
-- before keeps what its trace says.
update reviews r set unit_id = (
  select a.unit_id from manuscripts m
  join units u on u.body_id = m.body_id and u.id = any(string_to_array(m.unit_path, '/'))
  join appointments a on a.body_id = u.body_id and a.unit_id = u.id and a.person_id = r.reviewer_id and a.role = r.role
  where m.body_id = r.body_id and m.id = r.manuscript_id
  order by a.to_on is null desc, a.to_on desc, u.depth desc, a.id limit 1)
where r.state in ('pending', 'waiting');

-- Who of those who may sign a seat has opened it last and when: a list signed at once says what its signer has not read.
alter table reviews add column opened_by text;
alter table reviews add column opened_at timestamptz;
update reviews r set opened_by = m.opened_by, opened_at = m.opened_at from manuscripts m
where m.body_id = r.body_id and m.id = r.manuscript_id and r.state = 'pending' and m.opened_at >= r.arrived_at
  and m.opened_by = r.reviewer_id;

alter table release_duties add column role text;
alter table release_duties add column unit_id text;
update release_duties d set (role, unit_id) = (
  select a.role, a.unit_id from releases r
  join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
  join units k on k.body_id = r.body_id and k.id = r.desk_unit_id
  join units u on u.body_id = r.body_id and u.id = any(string_to_array(k.path, '/') || m.unit_id)
  join appointments a on a.body_id = u.body_id and a.unit_id = u.id and a.person_id = d.person_id
    and a.role not in ('system_admin', 'security_admin', 'audit_admin')
  where r.body_id = d.body_id and r.id = d.release_id
  order by a.to_on is null desc, a.to_on desc, u.depth desc, a.role, a.id limit 1);
alter table release_signs add column role text;
alter table release_signs add column unit_id text;
