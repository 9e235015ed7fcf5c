-- What a task of a benchmark took of tokens on average, over all of its calls, where that was published.
alter table model_benchmarks
    add column prompt_tokens_per_task     numeric check (prompt_tokens_per_task between 0 and 1e12),
    add column completion_tokens_per_task numeric check (completion_tokens_per_task between 0 and 1e12),
    add check ((prompt_tokens_per_task is null) = (completion_tokens_per_task is null));

-- What of a source was refused when it was last new, so that it can be listed without reading the source again.
alter table market_feeds add column refused jsonb;
