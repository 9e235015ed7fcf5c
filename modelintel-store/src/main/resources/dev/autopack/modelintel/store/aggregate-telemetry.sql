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
events as not materialized (
    select
        id, provider, model, run_id, phase_id, created_at, total_tokens,
        case when prompt_tokens >= 0 and completion_tokens >= 0 then prompt_tokens end as prompt_tokens,
        case when prompt_tokens >= 0 and completion_tokens >= 0 then completion_tokens end as completion_tokens,
        case
            when (is_doctor_call or role = 'doctor') and doctor_model in ('cheap', 'strong') then 'doctor:' || doctor_model
            else role
        end as role
    from {0}
    where created_at >= {8} and created_at < {9}
),
lines as materialized (
    -- Few combinations stand for all events: names are resolved once for each, and the events carry numbers from here on,
    -- which sort and hash many times faster than texts.
    select
        raw.provider, raw.model as raw_model, raw.role, names.model_id,
        coalesce(names.model_id, raw.model) as model,
        dense_rank() over (order by raw.provider, coalesce(names.model_id, raw.model), raw.role) as series,
        dense_rank() over (order by raw.role) as role_number
    from (select distinct provider, model, role from events) as raw
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
known_phases as materialized (
    -- Apart, because the planner takes the calls of a window for few, and would look each phase up in an index.
    select
        id, run_id, phase_id,
        case when complexity in ('low', 'medium', 'high') then complexity else '' end collate "C" as complexity,
        case state::text when 'COMPLETE' then true when 'FAILED' then false end as succeeded
    from {1} as phase
),
calls as materialized (
    select
        lines.series, lines.role_number, event.id, event.created_at,
        event.total_tokens, event.prompt_tokens, event.completion_tokens,
        phase.id as phase, coalesce(phase.complexity, '') as complexity, phase.succeeded
    from events as event
    join lines on lines.provider = event.provider and lines.raw_model = event.model and lines.role = event.role
    left join known_phases as phase on phase.run_id = event.run_id and phase.phase_id = event.phase_id
),
priced as (
    -- Summed within each period first, so that there are few products. They are exact: the product and the sum of numerics
    -- are not rounded, a quotient would be.
    select
        call.series, call.complexity,
        count(*) as calls,
        count(call.prompt_tokens) as split_calls,
        sum(call.total_tokens) as total_tokens,
        sum(call.prompt_tokens) as prompt_tokens,
        sum(call.completion_tokens) as completion_tokens,
        price.input_per_1k is not null as has_price,
        (sum(call.prompt_tokens) * price.input_per_1k + sum(call.completion_tokens) * price.output_per_1k) * 0.001 as cost_usd
    from calls as call
    left join (
        select distinct lines.series, price_periods.* from lines join price_periods on price_periods.model_id = lines.model_id
    ) as price
        on price.series = call.series and call.created_at >= price.valid_from and call.created_at < price.valid_until
    group by call.series, call.complexity, price.valid_from, price.input_per_1k, price.output_per_1k
),
totals as (
    select
        series, complexity,
        sum(calls) as calls,
        sum(total_tokens) as total_tokens,
        sum(prompt_tokens) as prompt_tokens,
        sum(completion_tokens) as completion_tokens,
        sum(cost_usd) as est_cost_usd,
        sum(case when has_price then calls - split_calls else calls end) as unpriced_calls
    from priced
    group by series, complexity
),
percentiles as materialized (
    select series, complexity, percentile_disc(array[0.5, 0.9]) within group (order by total_tokens) as tokens
    from calls
    group by series, complexity
),
outcomes as materialized (
    -- A phase counts for the model that had the last word in a role.
    select series, complexity, count(*) as finished_phases, count(*) filter (where succeeded) as succeeded_phases
    from (
        select distinct on (call.phase, call.role_number) call.series, call.complexity, call.succeeded
        from calls as call
        join (
            select phase, role_number, max(created_at) as created_at
            from calls
            where succeeded is not null
            group by phase, role_number
        ) as last
            on last.phase = call.phase and last.role_number = call.role_number and last.created_at = call.created_at
        order by call.phase, call.role_number, call.id desc
    ) as last_call
    group by series, complexity
),
statistics as materialized (
    select
        named.provider, named.model, named.role, nullif(totals.complexity, '') as complexity,
        totals.calls, totals.total_tokens, totals.prompt_tokens, totals.completion_tokens,
        totals.est_cost_usd, totals.unpriced_calls,
        coalesce(outcomes.finished_phases, 0) as finished_phases,
        coalesce(outcomes.succeeded_phases, 0) as succeeded_phases,
        outcomes.succeeded_phases::numeric / outcomes.finished_phases as success_rate,
        percentiles.tokens[1] as p50_tokens,
        percentiles.tokens[2] as p90_tokens
    from totals
    join (select distinct series, provider, model, role from lines) as named using (series)
    join percentiles using (series, complexity)
    left join outcomes using (series, complexity)
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
    array(select distinct raw_model collate "C" from lines where model_id is null order by 1) as unresolved_models
from statistics
