-- Parameters: {0} prices, {1} statistics, {2} and {3} start and end of the window, {4} token mixes as JSON,
-- {5} the origin.
-- Reads the temporary tables usage_groups, phase_outcomes and resolved_models. An empty complexity is none.
with usage as materialized (
    select
        -- One number for a group: its names are compared once, not for each size of a call.
        dense_rank() over (order by usage.provider, resolved.model, usage.role, usage.complexity) as number,
        usage.provider, resolved.model, resolved.model_id, usage.role, usage.complexity, usage.since,
        usage.calls, usage.total_tokens, usage.prompt_tokens, usage.completion_tokens, usage.recorded_calls, usage.recorded_usd,
        usage.priced_prompt_tokens, usage.priced_completion_tokens, usage.unsplit_calls, usage.unsplit_tokens,
        usage.buckets, usage.bucket_calls, usage.bucket_tokens
    from usage_groups as usage
    join resolved_models as resolved on resolved.raw_model = usage.model
),
periods as materialized (
    -- Within a period no price changes. Of the prices that took effect together, the one read last holds.
    select period.model_id, period.since, price.input_per_1k, price.output_per_1k
    from (select distinct model_id, since from usage) as period
    cross join lateral (
        select price.input_per_1k, price.output_per_1k
        from {0} as price
        where price.model_id = period.model_id and price.effective_at <= period.since at time zone 'UTC'
        order by price.effective_at desc, price.retrieved_at desc, price.source collate "C" desc
        limit 1
    ) as price
    where price.input_per_1k is not null -- null: the last price has ended
),
mixes as materialized (
    select role, complexity, prompt, completion, number
    from jsonb_to_recordset({4}) as mix (role text, complexity text, prompt numeric, completion numeric, number integer)
),
shares as materialized (
    select job.role, job.complexity,
        coalesce(own.prompt, general.prompt, together.prompt) as prompt,
        coalesce(own.completion, general.completion, together.completion) as completion
    from (select distinct role, complexity from usage) as job
    left join lateral (
        select prompt, completion from mixes where mixes.role = job.role and mixes.complexity = job.complexity and job.complexity <> ''
        order by number limit 1
    ) as own on true
    left join lateral (
        select prompt, completion from mixes where mixes.role = job.role and mixes.complexity = '' order by number limit 1
    ) as general on true
    left join lateral (
        select sum(prompt) as prompt, sum(completion) as completion from mixes where mixes.role = job.role
    ) as together on true
),
priced as (
    -- Summed for each price first, so that there are few products, and that it does not matter when other prices changed. The
    -- product and the sum of numerics are exact; only the estimate has a quotient, rounded to 15 digits.
    select
        usage.number, usage.provider, usage.model, usage.role, usage.complexity,
        usage.calls, usage.total_tokens, usage.prompt_tokens, usage.completion_tokens, usage.recorded_usd,
        (usage.priced_prompt_tokens * usage.input_per_1k + usage.priced_completion_tokens * usage.output_per_1k) * 0.001
            as exact_usd,
        case when usage.unsplit_calls > 0 then round(
            usage.unsplit_tokens * (share.prompt * usage.input_per_1k + share.completion * usage.output_per_1k)
                * 0.001 / (share.prompt + share.completion), 15) end as estimated_usd,
        case when usage.input_per_1k is null then usage.calls - usage.recorded_calls
            when share.prompt is null then usage.unsplit_calls else 0 end as unpriced_calls,
        case when usage.input_per_1k is null or share.prompt is null then 0 else usage.unsplit_calls end as estimated_calls
    from (
        select number, provider, model, role, complexity, input_per_1k, output_per_1k,
            sum(calls) as calls, sum(total_tokens) as total_tokens,
            sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens,
            sum(recorded_calls) as recorded_calls, sum(recorded_usd) as recorded_usd,
            sum(priced_prompt_tokens) as priced_prompt_tokens, sum(priced_completion_tokens) as priced_completion_tokens,
            sum(unsplit_calls) as unsplit_calls, sum(unsplit_tokens) as unsplit_tokens
        from usage
        left join periods as price using (model_id, since)
        group by number, provider, model, role, complexity, input_per_1k, output_per_1k
    ) as usage
    join shares as share on share.role = usage.role and share.complexity = usage.complexity
),
totals as (
    select number, provider, model, role, complexity,
        sum(calls) as calls, sum(total_tokens) as total_tokens,
        sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens,
        case when sum(calls) > sum(unpriced_calls) then
            coalesce(sum(recorded_usd), 0) + coalesce(sum(exact_usd), 0) + coalesce(sum(estimated_usd), 0) end as est_cost_usd,
        sum(unpriced_calls) as unpriced_calls, sum(estimated_calls) as estimated_calls, sum(estimated_usd) as estimated_cost_usd
    from priced
    group by number, provider, model, role, complexity
),
percentiles as (
    -- The mean of the bucket in which the percentile lies; the means rise with the buckets.
    select number,
        min(mean_tokens) filter (where calls_up_to_here >= 0.5 * all_calls) as p50_tokens,
        min(mean_tokens) filter (where calls_up_to_here >= 0.9 * all_calls) as p90_tokens
    from (
        select number,
            round(sum(total_tokens) / sum(calls))::bigint as mean_tokens,
            sum(sum(calls)) over (partition by number order by bucket) as calls_up_to_here,
            sum(sum(calls)) over (partition by number) as all_calls
        from (
            select number, unnest(buckets) as bucket, unnest(bucket_calls) as calls, unnest(bucket_tokens) as total_tokens
            from usage
        ) as sizes
        group by number, bucket
    ) as bucket
    group by number
),
outcomes as (
    select provider, model, role, complexity,
        sum(phases) as finished_phases,
        coalesce(sum(phases) filter (where reason = 'success'), 0) as succeeded_phases,
        coalesce(sum(phases) filter (where reason = 'replaced'), 0) as replaced_phases,
        sum(retries) as retries, sum(escalations) as escalations
    from phase_outcomes
    group by provider, model, role, complexity
),
reasons as (
    select provider, model, role, complexity, jsonb_object_agg(reason, phases) as failure_reasons
    from (
        select provider, model, role, complexity, case when place <= 20 then reason else 'other' end as reason, sum(phases) as phases
        from (
            select provider, model, role, complexity, reason, phases,
                row_number() over (partition by provider, model, role, complexity order by phases desc, reason collate "C") as place
            from phase_outcomes
            where reason <> 'success'
        ) as ranked
        group by 1, 2, 3, 4, 5
    ) as frequent
    group by provider, model, role, complexity
),
statistics as materialized (
    select
        provider, model, role, nullif(complexity, '') as complexity, calls, total_tokens, prompt_tokens, completion_tokens,
        est_cost_usd, unpriced_calls, estimated_calls, estimated_cost_usd,
        coalesce(finished_phases, 0) as finished_phases, coalesce(succeeded_phases, 0) as succeeded_phases,
        succeeded_phases / finished_phases as success_rate, p50_tokens, p90_tokens,
        coalesce(replaced_phases, 0) as replaced_phases, coalesce(retries, 0) as retries, coalesce(escalations, 0) as escalations,
        coalesce(failure_reasons, '{}') as failure_reasons
    from totals
    join percentiles using (number)
    left join outcomes using (provider, model, role, complexity)
    left join reasons using (provider, model, role, complexity)
),
vanished as (
    delete from {1} as kept
    where kept.origin = {5} and kept.window_start = {2} and kept.window_end = {3}
        and not exists (
            select from statistics
            where statistics.provider = kept.provider and statistics.model = kept.model and statistics.role = kept.role
                and coalesce(statistics.complexity, '') = coalesce(kept.complexity, ''))
)
-- A row that says the same already is left alone, so that its id and everything that refers to it stay valid.
insert into {1} as kept (
    origin, window_start, window_end, provider, model, role, complexity, calls, total_tokens, prompt_tokens, completion_tokens,
    est_cost_usd, unpriced_calls, estimated_calls, estimated_cost_usd, finished_phases, succeeded_phases, success_rate,
    p50_tokens, p90_tokens, replaced_phases, retries, escalations, failure_reasons)
select
    {5}, {2}, {3}, provider, model, role, complexity, calls, total_tokens, prompt_tokens, completion_tokens,
    est_cost_usd, unpriced_calls, estimated_calls, estimated_cost_usd, finished_phases, succeeded_phases, success_rate,
    p50_tokens, p90_tokens, replaced_phases, retries, escalations, failure_reasons
from statistics
order by provider, model, role, complexity
on conflict (origin, window_start, window_end, provider, model, role, coalesce(complexity, '')) do update set
    calls = excluded.calls,
    total_tokens = excluded.total_tokens,
    prompt_tokens = excluded.prompt_tokens,
    completion_tokens = excluded.completion_tokens,
    est_cost_usd = excluded.est_cost_usd,
    unpriced_calls = excluded.unpriced_calls,
    estimated_calls = excluded.estimated_calls,
    estimated_cost_usd = excluded.estimated_cost_usd,
    finished_phases = excluded.finished_phases,
    succeeded_phases = excluded.succeeded_phases,
    success_rate = excluded.success_rate,
    p50_tokens = excluded.p50_tokens,
    p90_tokens = excluded.p90_tokens,
    replaced_phases = excluded.replaced_phases,
    retries = excluded.retries,
    escalations = excluded.escalations,
    failure_reasons = excluded.failure_reasons
where (kept.calls, kept.total_tokens, kept.prompt_tokens, kept.completion_tokens, kept.est_cost_usd, kept.unpriced_calls,
        kept.estimated_calls, kept.estimated_cost_usd, kept.finished_phases, kept.succeeded_phases, kept.success_rate,
        kept.p50_tokens, kept.p90_tokens, kept.replaced_phases, kept.retries, kept.escalations, kept.failure_reasons)
    is distinct from (excluded.calls, excluded.total_tokens, excluded.prompt_tokens, excluded.completion_tokens,
        excluded.est_cost_usd, excluded.unpriced_calls, excluded.estimated_calls, excluded.estimated_cost_usd,
        excluded.finished_phases, excluded.succeeded_phases, excluded.success_rate, excluded.p50_tokens, excluded.p90_tokens,
        excluded.replaced_phases, excluded.retries, excluded.escalations, excluded.failure_reasons)
