-- Parameters: {0} usage events, {1} phases, {2} catalog, {3} aliases, {4} prices, {5} statistics,
-- {6} and {7} start and end of the window, {8} and {9} the same in UTC without a zone, as the events have it.
with names as (
    -- The canonical name comes before an alias; names are compared without regard to case.
    select distinct on (name_key) name_key, model_id
    from (
        select lower(model_id) as name_key, model_id, model_id as spelling, 1 as precedence from {2}
        union all
        select lower(alias), model_id, alias, 2 from {3}
    ) as spelled
    order by name_key, precedence, spelling collate "C" desc
),
events as materialized (
    select
        event.id, event.provider, event.model, event.created_at, event.total_tokens,
        case when event.prompt_tokens >= 0 and event.completion_tokens >= 0 then event.prompt_tokens end as prompt_tokens,
        case when event.prompt_tokens >= 0 and event.completion_tokens >= 0 then event.completion_tokens end as completion_tokens,
        case
            when (event.is_doctor_call or event.role = 'doctor') and event.doctor_model in ('cheap', 'strong')
            then 'doctor:' || event.doctor_model
            else event.role
        end as role,
        phase.id as phase,
        phase.state::text as phase_state,
        case when phase.complexity in ('low', 'medium', 'high') then phase.complexity end as complexity
    from {0} as event
    left join {1} as phase on phase.run_id = event.run_id and phase.phase_id = event.phase_id
    where event.created_at >= {8} and event.created_at < {9}
),
models as materialized (
    select raw.model as raw_model, coalesce(names.model_id, raw.model) as model, names.model_id
    from (select distinct model from events) as raw
    left join names on names.name_key = lower(btrim(raw.model, E' \t\n\r\f\x0B'))
),
price_periods as (
    select
        model_id, input_per_1k, output_per_1k,
        effective_at at time zone 'UTC' as valid_from,
        lead(effective_at at time zone 'UTC', 1, 'infinity') over (partition by model_id order by effective_at) as valid_until
    from (
        -- Of the prices that took effect together, the one read last.
        select distinct on (model_id, effective_at) model_id, effective_at, input_per_1k, output_per_1k
        from {4}
        where effective_at < {7}
        order by model_id, effective_at, retrieved_at desc, source collate "C" desc
    ) as price
),
usage as (
    select
        event.provider, models.model, event.role, event.complexity,
        count(*) as calls,
        sum(event.total_tokens) as total_tokens,
        sum(event.prompt_tokens) as prompt_tokens,
        sum(event.completion_tokens) as completion_tokens,
        -- Exact: a product and a sum of numerics are not rounded, a quotient would be.
        sum(event.prompt_tokens * price.input_per_1k + event.completion_tokens * price.output_per_1k) * 0.001 as est_cost_usd,
        count(*) filter (where price.model_id is null or event.prompt_tokens is null) as unpriced_calls,
        percentile_disc(0.5) within group (order by event.total_tokens) as p50_tokens,
        percentile_disc(0.9) within group (order by event.total_tokens) as p90_tokens
    from events as event
    join models on models.raw_model = event.model
    left join price_periods as price
        on price.model_id = models.model_id
        and event.created_at >= price.valid_from and event.created_at < price.valid_until
    group by event.provider, models.model, event.role, event.complexity
),
outcomes as (
    -- A phase counts for the model that had the last word in a role.
    select provider, model, role, complexity,
        count(*) as finished_phases,
        count(*) filter (where phase_state = 'COMPLETE') as succeeded_phases
    from (
        select distinct on (event.phase, event.role)
            event.provider, models.model, event.role, event.complexity, event.phase_state
        from events as event
        join models on models.raw_model = event.model
        where event.phase_state in ('COMPLETE', 'FAILED')
        order by event.phase, event.role, event.created_at desc, event.id desc
    ) as last_call
    group by provider, model, role, complexity
),
statistics as materialized (
    select
        usage.*,
        coalesce(outcomes.finished_phases, 0) as finished_phases,
        coalesce(outcomes.succeeded_phases, 0) as succeeded_phases,
        outcomes.succeeded_phases::numeric / outcomes.finished_phases as success_rate
    from usage
    left join outcomes
        on outcomes.provider = usage.provider and outcomes.model = usage.model and outcomes.role = usage.role
        and coalesce(outcomes.complexity, '') = coalesce(usage.complexity, '')
),
kept as (
    -- A row that says the same already is left alone, so that its id and everything that refers to it stay valid.
    insert into {5} as kept (
        window_start, window_end, provider, model, role, complexity, calls, total_tokens, prompt_tokens, completion_tokens,
        est_cost_usd, unpriced_calls, finished_phases, succeeded_phases, success_rate, p50_tokens, p90_tokens)
    select
        {6}, {7}, provider, model, role, complexity, calls, total_tokens, prompt_tokens, completion_tokens,
        est_cost_usd, unpriced_calls, finished_phases, succeeded_phases, success_rate, p50_tokens, p90_tokens
    from statistics
    order by provider, model, role, complexity
    on conflict (window_start, window_end, provider, model, role, coalesce(complexity, '')) do update set
        calls = excluded.calls,
        total_tokens = excluded.total_tokens,
        prompt_tokens = excluded.prompt_tokens,
        completion_tokens = excluded.completion_tokens,
        est_cost_usd = excluded.est_cost_usd,
        unpriced_calls = excluded.unpriced_calls,
        finished_phases = excluded.finished_phases,
        succeeded_phases = excluded.succeeded_phases,
        success_rate = excluded.success_rate,
        p50_tokens = excluded.p50_tokens,
        p90_tokens = excluded.p90_tokens
    where (kept.calls, kept.total_tokens, kept.prompt_tokens, kept.completion_tokens, kept.est_cost_usd, kept.unpriced_calls,
            kept.finished_phases, kept.succeeded_phases, kept.success_rate, kept.p50_tokens, kept.p90_tokens)
        is distinct from (excluded.calls, excluded.total_tokens, excluded.prompt_tokens, excluded.completion_tokens,
            excluded.est_cost_usd, excluded.unpriced_calls, excluded.finished_phases, excluded.succeeded_phases,
            excluded.success_rate, excluded.p50_tokens, excluded.p90_tokens)
),
vanished as (
    delete from {5} as kept
    where kept.window_start = {6} and kept.window_end = {7}
        and not exists (
            select from statistics
            where statistics.provider = kept.provider and statistics.model = kept.model and statistics.role = kept.role
                and coalesce(statistics.complexity, '') = coalesce(kept.complexity, ''))
)
select
    count(*)::integer as groups,
    coalesce(sum(calls), 0)::bigint as events,
    coalesce(sum(unpriced_calls), 0)::bigint as unpriced_events,
    array(select raw_model from models where model_id is null order by raw_model collate "C") as unresolved_models
from statistics
