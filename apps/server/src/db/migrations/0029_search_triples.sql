-- Search by three characters as well as by two (decision 0748). What was indexed before has no triples among its terms; the
-- round behind the writers writes it anew, and until a body is through, its searches ask for pairs alone.
alter table search_texts add column triples boolean not null default false;
create index search_texts_no_triples on search_texts (body_id, manuscript_id) where not triples;
