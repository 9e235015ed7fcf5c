-- Of the kept days of telemetry: one row for a group, with its calls of all sizes, and what became of the phases. What was
-- kept so far is dropped and counted again.
drop table telemetry_days, telemetry_usage, telemetry_phase_calls;

-- Unlogged: all of it can be counted again, and a crash empties all four tables together.
create unlogged table telemetry_days (
    day            date primary key,
    -- Whose telemetry: server, database, tables and the shape of their rows.
    telemetry      text not null,
    calls          bigint not null check (calls >= 0),
    -- Rows of phases and of outcomes that the rows of telemetry_phase_calls meet.
    phases         bigint not null check (phases >= 0),
    outcomes       bigint not null check (outcomes >= 0),
    -- Every transaction before this one (a 64-bit number) had ended when the day was counted.
    settled_before bigint not null,
    -- When prices changed within the day: its calls are counted apart before and after.
    price_changes  timestamp[] not null
);

create unlogged table telemetry_usage (
    day                      date not null,
    since                    timestamp not null,
    provider                 text,
    model                    text,
    role                     text,
    complexity               text,
    calls                    bigint not null,
    total_tokens             bigint,
    prompt_tokens            bigint,
    completion_tokens        bigint,
    recorded_calls           bigint not null,
    recorded_usd             numeric,
    priced_prompt_tokens     bigint,
    priced_completion_tokens bigint,
    unsplit_calls            bigint not null,
    unsplit_tokens           bigint,
    -- Of each size of a call its number, how many calls have it, and their tokens.
    buckets                  integer[] not null,
    bucket_calls             bigint[] not null,
    bucket_tokens            bigint[] not null
);

create unlogged table telemetry_phase_calls (
    day        date not null,
    run_id     text not null,
    phase_id   text not null,
    role       text,
    provider   text,
    model      text,
    -- Certainly the only row of its phase and role.
    alone      boolean not null,
    last_at    timestamp not null,
    last_id    bigint
);
create index telemetry_phase_calls_day on telemetry_phase_calls using brin (day);

-- Of the finished phases whose row is alone, so that nothing but the phase decides.
create unlogged table telemetry_outcomes (
    day         date not null,
    provider    text,
    model       text,
    role        text,
    complexity  text not null,
    reason      text not null,
    phases      bigint not null,
    retries     bigint not null,
    escalations bigint not null
);
