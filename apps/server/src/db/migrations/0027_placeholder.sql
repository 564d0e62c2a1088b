-- Number kept for work under way; rename this file when it is written.
select 1;
