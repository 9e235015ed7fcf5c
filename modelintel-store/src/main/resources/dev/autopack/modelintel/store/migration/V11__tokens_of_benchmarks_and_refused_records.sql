-- What a task of a benchmark took of tokens on average, over all of its calls, where that was published.
alter table model_benchmarks
    add column prompt_tokens_per_task     numeric check (prompt_tokens_per_task between 0 and 1e15),
    add column completion_tokens_per_task numeric check (completion_tokens_per_task between 0 and 1e15),
    add check ((prompt_tokens_per_task is null) = (completion_tokens_per_task is null));
