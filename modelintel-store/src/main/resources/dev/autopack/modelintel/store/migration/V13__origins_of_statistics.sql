-- Which telemetry the statistics of a window come from: each is replaced, and counts as evidence, apart from the others. Those from
-- before are taken to be of the tables that are usual, an installation's own in the same database.
alter table model_runtime_stats add column origin text not null default 'schema public' check (origin <> '');
alter table model_runtime_stats alter column origin drop default;

drop index model_runtime_stats_key;
create unique index model_runtime_stats_key on model_runtime_stats
    (origin, window_start, window_end, provider, model, role, coalesce(complexity, ''));
