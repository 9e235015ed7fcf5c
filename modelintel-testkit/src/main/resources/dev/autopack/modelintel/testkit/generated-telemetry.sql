-- ${events} calls of ${phases} phases in August 2026, 12 models of 4 providers in 4 roles. The same numbers give the same rows.
create type phasestate as enum ('QUEUED', 'EXECUTING', 'GATE', 'CI_RUNNING', 'COMPLETE', 'FAILED', 'SKIPPED');
create table phases (
    id serial primary key, phase_id varchar not null, run_id varchar not null, name varchar not null, state phasestate not null,
    task_category varchar, complexity varchar, phase_type varchar, builder_attempts integer not null default 0,
    auditor_attempts integer not null default 0, retry_attempt integer not null default 0,
    escalation_level integer not null default 0, tokens_used integer not null default 0, last_failure_reason varchar,
    created_at timestamp not null, completed_at timestamp, unique (run_id, phase_id));
create table llm_usage_events (
    id serial primary key, provider varchar not null, model varchar not null, run_id varchar, phase_id varchar,
    role varchar not null, total_tokens integer not null default 0, prompt_tokens integer, completion_tokens integer,
    created_at timestamp not null, is_doctor_call boolean not null default false, doctor_model varchar, phase_type varchar,
    intent varchar);
insert into phases (phase_id, run_id, name, state, complexity, builder_attempts, retry_attempt, escalation_level, created_at)
select
    'phase-' || p % 20, 'run-' || p / 20, 'phase',
    (case when luck % 100 < 60 then 'COMPLETE' when luck % 100 < 97 then 'FAILED' else 'EXECUTING' end)::phasestate,
    (array['low', 'medium', 'high'])[1 + (luck / 100) % 3], 1, (luck / 300) % 3, (luck / 900) % 2,
    timestamp '2026-08-01' + p * (interval '30 days' / ${phases})
from (select p, hashint8extended(p, 1) & 1073741823 as luck from generate_series(0, ${phases} - 1) as p) as phase;
-- Every 7th phase is planned first, every 10th ends with a doctor, in every 20th the builder is replaced half-way. Tokens are
-- roughly log-normal with a median of 2,300. One call in a hundred reports no split, some spell a model in another way.
insert into llm_usage_events (
    provider, model, run_id, phase_id, role, total_tokens, prompt_tokens, completion_tokens, created_at)
select
    'provider-' || model % 4,
    case when model = 0 and luck % 5 = 0 then 'Model-00' else 'model-' || to_char(model, 'FM00') end,
    'run-' || p / 20, 'phase-' || p % 20, (array['builder', 'auditor', 'agent:planner', 'doctor'])[role + 1],
    prompt + completion,
    case when luck % 100 > 0 then prompt end,
    case when luck % 100 > 0 then completion end,
    timestamp '2026-08-01' + p * (interval '30 days' / ${phases}) + place * interval '15 s'
from (
    select *,
        (case when role = 0 and p_luck % 20 = 0 and place < size / 2 then p_luck / 7 + 1 else p_luck / 7 + role * 3 end % 12)::int
            as model,
        exp(7.5 + ((luck >> 8) % 1000 + (luck >> 20) % 1000 + (luck >> 32) % 1000 + (luck >> 42) % 1000 - 2000) / 577.0)::int
            as prompt,
        (50 + (luck >> 5) % 900)::int as completion
    from (
        select *,
            case when place = 0 and p_luck % 7 = 0 then 2 when place > size - 3 and p_luck % 10 = 0 then 3
                when luck % 3 = 0 then 1 else 0 end as role
        from (
            select p, i - p * ${events} / ${phases} as place, ${events} / ${phases} as size,
                hashint8extended(p, 2) & 1073741823 as p_luck, hashint8extended(i, 3) & 9007199254740991 as luck
            from (select i, i * ${phases} / ${events} as p from generate_series(0::bigint, ${events} - 1) as i) as numbered
        ) as placed
    ) as cast_in_roles
) as spoken;
create index ix_llm_usage_events_created_at on llm_usage_events (created_at);
