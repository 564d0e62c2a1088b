-- A closing ends the posts at its unit; taking the closing back gives them their terms again.
alter table appointments add column closed_with_unit boolean not null default false;
alter table appointments add column to_on_before date;
