-- The tables live in the schema that Flyway has made the default one. Columns beyond the plan's are explained in docs/database.md.
-- To PostgreSQL, NaN is greater than every number and than infinity: an upper bound refuses both.

create table models_catalog (
    model_id              text primary key check (model_id <> ''),
    provider              text not null check (provider <> ''),
    family                text not null check (family <> ''),
    display_name          text not null check (display_name <> ''),
    context_window_tokens integer check (context_window_tokens > 0),
    tool_use              boolean,
    notes                 text,
    released_at           timestamptz,
    is_deprecated         boolean not null default false,
    source_url            text,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now()
);

create table model_aliases (
    alias    text primary key check (alias <> ''),
    model_id text not null references models_catalog
);
create index model_aliases_model_id on model_aliases (model_id);

create table model_pricing (
    id                  bigint generated always as identity primary key,
    model_id            text not null references models_catalog,
    input_per_1k        numeric not null check (input_per_1k between 0 and 10),
    output_per_1k       numeric not null check (output_per_1k between 0 and 10),
    currency            text not null default 'USD' check (currency = 'USD'),
    effective_at        timestamptz not null check (isfinite(effective_at)),
    stated_effective_at timestamptz check (isfinite(stated_effective_at)),
    source              text not null check (source <> ''),
    source_url          text,
    retrieved_at        timestamptz not null check (isfinite(retrieved_at)),
    -- Begins with model_id, so that it serves the foreign key too.
    unique (model_id, effective_at, source)
);

create table model_benchmarks (
    id              bigint generated always as identity primary key,
    model_id        text not null references models_catalog,
    benchmark_name  text not null check (benchmark_name <> ''),
    score           numeric not null check (score between 0 and 1.8e308),
    unit            text not null check (unit <> ''),
    task_type       text not null check (task_type <> ''),
    dataset_version text,
    source          text not null check (source in ('official', 'lmsys', 'third_party')),
    source_url      text not null check (source_url <> ''),
    retrieved_at    timestamptz not null check (isfinite(retrieved_at))
);
-- PostgreSQL 13 has no "nulls not distinct". The leading boolean tells no version from an empty one.
create unique index model_benchmarks_key on model_benchmarks
    (model_id, benchmark_name, (dataset_version is null), coalesce(dataset_version, ''), source_url);

create table model_runtime_stats (
    id                bigint generated always as identity primary key,
    window_start      timestamptz not null check (isfinite(window_start)),
    window_end        timestamptz not null check (isfinite(window_end)),
    provider          text not null,
    model             text not null,
    role              text not null,
    complexity        text check (complexity in ('low', 'medium', 'high')),
    calls             integer not null check (calls >= 0),
    total_tokens      bigint not null check (total_tokens >= 0),
    prompt_tokens     bigint check (prompt_tokens >= 0),
    completion_tokens bigint check (completion_tokens >= 0),
    est_cost_usd      numeric check (est_cost_usd between 0 and 1e15),
    unpriced_calls    integer not null check (unpriced_calls between 0 and calls),
    finished_phases   integer not null check (finished_phases >= 0),
    succeeded_phases  integer not null check (succeeded_phases between 0 and finished_phases),
    success_rate      numeric check (success_rate between 0 and 1),
    p50_tokens        bigint check (p50_tokens >= 0),
    p90_tokens        bigint check (p90_tokens >= 0),
    notes             text,
    check (window_start < window_end)
);
create unique index model_runtime_stats_key on model_runtime_stats
    (window_start, window_end, provider, model, role, coalesce(complexity, ''));
create index model_runtime_stats_window_end on model_runtime_stats (window_end);

create table model_sentiment_signals (
    id           bigint generated always as identity primary key,
    model_id     text not null references models_catalog,
    source       text not null check (source in ('reddit', 'hn', 'twitter', 'blog')),
    source_url   text not null check (source_url <> ''),
    title        text,
    snippet      text not null check (snippet <> ''),
    sentiment    text not null check (sentiment in ('positive', 'neutral', 'negative', 'mixed')),
    tags         jsonb not null default '{}' check (jsonb_typeof(tags) = 'object'),
    retrieved_at timestamptz not null check (isfinite(retrieved_at)),
    -- Begins with model_id, so that it serves the foreign key too.
    unique (model_id, source_url)
);

create table model_recommendations (
    id                      bigint generated always as identity primary key,
    created_at              timestamptz not null,
    last_made_at            timestamptz not null,
    as_of                   timestamptz not null,
    status                  text not null default 'proposed'
                            check (status in ('proposed', 'accepted', 'rejected', 'implemented')),
    use_case                text not null check (use_case <> ''),
    rank                    integer not null check (rank > 0),
    current_model           text not null check (current_model <> ''),
    recommended_model       text not null check (recommended_model <> current_model),
    reasoning               text not null,
    expected_cost_delta_pct double precision check (expected_cost_delta_pct < 'infinity' and expected_cost_delta_pct > '-infinity'),
    expected_quality_delta  double precision check (expected_quality_delta < 'infinity' and expected_quality_delta > '-infinity'),
    confidence              double precision not null check (confidence between 0 and 1),
    policy_version          text not null check (policy_version <> ''),
    scorecard               jsonb not null,
    current_scorecard       jsonb not null,
    evidence                jsonb not null,
    rejected                jsonb not null,
    proposed_patch          text,
    dedupe_hash             text not null unique
);
create index model_recommendations_use_case on model_recommendations (use_case, last_made_at desc);
