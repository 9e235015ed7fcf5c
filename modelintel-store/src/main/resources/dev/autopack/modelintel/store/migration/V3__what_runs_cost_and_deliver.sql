-- What the runtime statistics say beyond the plan's columns; see docs/telemetry.md.
alter table model_runtime_stats
    add column estimated_calls    integer not null default 0 check (estimated_calls between 0 and calls - unpriced_calls),
    add column estimated_cost_usd numeric check (estimated_cost_usd between 0 and est_cost_usd),
    add column replaced_phases    integer not null default 0 check (replaced_phases between 0 and finished_phases - succeeded_phases),
    add column retries            bigint not null default 0 check (retries >= 0),
    add column escalations        bigint not null default 0 check (escalations >= 0),
    add column failure_reasons    jsonb not null default '{}' check (jsonb_typeof(failure_reasons) = 'object'),
    add column calls_per_phase    numeric generated always as (round(calls::numeric / nullif(finished_phases, 0), 3)) stored,
    add column tokens_per_phase   numeric generated always as (round(total_tokens::numeric / nullif(finished_phases, 0), 1)) stored,
    -- Without a figure where a call has no price: it would be too low.
    add column cost_per_attempt_usd numeric generated always as
        (case when unpriced_calls = 0 then round(est_cost_usd / nullif(finished_phases, 0), 12) end) stored,
    add column cost_per_success_usd numeric generated always as
        (case when unpriced_calls = 0 then round(est_cost_usd / nullif(succeeded_phases, 0), 12) end) stored;

-- Calls imported from elsewhere, in the shape of an installation's table: compute-runtime-stats --telemetry-schema modelintel.
create table llm_usage_events (
    id                bigint generated always as identity primary key,
    source            text not null check (source <> ''),
    external_id       text not null check (external_id <> ''),
    provider          text not null check (provider <> ''),
    model             text not null check (model <> ''),
    run_id            text,
    phase_id          text,
    role              text not null check (role <> ''),
    total_tokens      bigint not null check (total_tokens >= 0),
    prompt_tokens     bigint check (prompt_tokens >= 0),
    completion_tokens bigint check (completion_tokens >= 0),
    cost_usd          numeric check (cost_usd between 0 and 1e15),
    -- UTC without a zone, as in an installation.
    created_at        timestamp not null check (isfinite(created_at)),
    unique (source, external_id)
);
create index llm_usage_events_created_at on llm_usage_events (created_at);
