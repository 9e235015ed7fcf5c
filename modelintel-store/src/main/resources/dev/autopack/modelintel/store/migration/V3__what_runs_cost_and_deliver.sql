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
