-- The text that went out: after an urgent release a correction may follow it under a higher number.
alter table releases add column released_text integer;
update releases set released_text = text_number where released_at is not null;
